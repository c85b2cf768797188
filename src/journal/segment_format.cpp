#include "journal/segment_format.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include "journal/crc32c.hpp"
#include "journal/event_block.hpp"

namespace atl::journal {
namespace {

constexpr std::string_view magic{"ATLJNL\r\n"};
constexpr std::size_t crc_size = sizeof(std::uint32_t);
constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t any_rank = std::numeric_limits<std::uint32_t>::max();

/// Writes the body of each kind of record.
struct BodyWriter {
    Bytes& out;

    RecordType operator()(EventBatch const& batch) const
    {
        encode_events(batch.events, out);
        return RecordType::events;
    }
    RecordType operator()(EpochBegun const& begun) const
    {
        put_varint(out, begun.hosts.size());
        for (auto const& host : begun.hosts) {
            put_text(out, host);
        }
        return RecordType::begun;
    }
    RecordType operator()(ReasonGiven const& reason) const
    {
        put_varint(out, reason.drop.value);
        put_text(out, reason.text);
        return RecordType::reason;
    }
    RecordType operator()(NoteTaken const& note) const
    {
        put_varint(out, note.time_us);
        put_text(out, note.text);
        return RecordType::note;
    }
    RecordType operator()(RankLost const& lost) const
    {
        put_varint(out, lost.time_us);
        put_varint(out, lost.rank.value);
        return RecordType::lost;
    }
    RecordType operator()(EpochEnded const& ended) const
    {
        put_varint(out, ended.time_us);
        put_varint(out, ended.status);
        put_text(out, ended.reason);
        return RecordType::ended;
    }
    RecordType operator()(InputsSeen const& seen) const
    {
        put_varint(out, seen.inputs.size());
        for (auto const& input : seen.inputs) {
            put_varint(out, input.drop.value);
            put_varint(out, static_cast<std::uint64_t>(input.written_ns));
        }
        return RecordType::inputs;
    }
};

EpochBegun read_begun(ByteCursor& in)
{
    EpochBegun begun;
    // Each host takes a byte at least.
    for (auto ranks = in.varint_to(in.left()); ranks > 0; --ranks) {
        begun.hosts.push_back(in.text());
    }
    return begun;
}

DropId read_drop(ByteCursor& in, std::uint64_t drops, std::string_view what)
{
    auto const drop = in.varint();
    if (drop >= drops) {
        throw BadBytes{fmt::format("{} is of a drop that the graph does not have", what)};
    }
    return DropId{static_cast<std::uint32_t>(drop)};
}

InputsSeen read_inputs(ByteCursor& in, std::uint64_t drops)
{
    InputsSeen seen;
    // Each input takes two bytes at least.
    for (auto left = in.varint_to(in.left() / 2); left > 0; --left) {
        auto const drop = read_drop(in, drops, "an input");
        seen.inputs.push_back({drop, static_cast<std::int64_t>(in.varint())});
    }
    return seen;
}

JournalRecord read_known(RecordType type, ByteCursor& in, std::uint64_t drops)
{
    switch (type) {
        case RecordType::events:
            return EventBatch{decode_events(in.take(in.left()), drops)};
        case RecordType::begun:
            return read_begun(in);
        case RecordType::reason: {
            auto const drop = read_drop(in, drops, "a reason");
            return ReasonGiven{drop, in.text()};
        }
        case RecordType::note: {
            auto const time = in.varint_to(any);
            return NoteTaken{time, in.text()};
        }
        case RecordType::lost: {
            auto const time = in.varint_to(any);
            return RankLost{time, RankId{static_cast<std::uint32_t>(in.varint_to(any_rank))}};
        }
        case RecordType::inputs:
            return read_inputs(in, drops);
        case RecordType::ended:
            break;
    }
    EpochEnded ended;
    ended.time_us = in.varint();
    ended.status = static_cast<std::uint32_t>(in.varint_to(any_rank));
    ended.reason = in.text();
    return ended;
}

}  // namespace

std::string segment_name(JournalIdentity const& identity, std::uint32_t segment)
{
    return fmt::format("{}-{}-{}.atj", identity.epoch, identity.rank, segment);
}

void put_head(SegmentHead const& head, Bytes& out)
{
    auto const begin = out.size();
    auto const raw = std::as_bytes(std::span{magic});
    out.insert(out.end(), raw.begin(), raw.end());
    put_fixed(out, SegmentHead::version);
    auto const size_at = out.size();
    put_fixed(out, std::uint32_t{0});
    put_fixed(out, head.identity.graph_hash);
    put_fixed(out, head.identity.drops);
    put_fixed(out, head.identity.begun_ns);
    put_fixed(out, head.identity.epoch);
    put_fixed(out, head.identity.rank);
    put_fixed(out, head.segment);
    put_fixed(out, head.previous);
    put_text(out, head.identity.session_id);
    auto const size = static_cast<std::uint32_t>(out.size() - begin + crc_size);
    std::memcpy(out.data() + size_at, &size, sizeof size);
    put_fixed(out, crc32c(std::span{out}.subspan(begin)));
}

std::uint32_t head_size(std::span<std::byte const> bytes)
{
    if (!std::ranges::equal(bytes.first(magic.size()), std::as_bytes(std::span{magic}))) {
        throw BadBytes{"it does not begin as a journal does"};
    }
    ByteCursor in{bytes.subspan(magic.size())};
    auto const found = in.fixed<std::uint32_t>();
    if (found != SegmentHead::version) {
        throw BadBytes{fmt::format("its format has version {}, this program reads version {}",
                                   found,
                                   SegmentHead::version)};
    }
    auto const size = in.fixed<std::uint32_t>();
    if (size < preamble_size + crc_size) {
        throw BadBytes{"its head is damaged"};
    }
    return size;
}

SegmentHead read_head(std::span<std::byte const> bytes)
{
    auto const content = bytes.first(bytes.size() - crc_size);
    if (crc32c(content) != ByteCursor{bytes.last(crc_size)}.fixed<std::uint32_t>()) {
        throw BadBytes{"its head is damaged"};
    }
    ByteCursor in{content.subspan(preamble_size)};
    SegmentHead head;
    head.identity.graph_hash = in.fixed<std::uint64_t>();
    head.identity.drops = in.fixed<std::uint64_t>();
    head.identity.begun_ns = in.fixed<std::int64_t>();
    head.identity.epoch = in.fixed<std::uint32_t>();
    head.identity.rank = in.fixed<std::uint32_t>();
    head.segment = in.fixed<std::uint32_t>();
    head.previous = in.fixed<std::uint32_t>();
    head.identity.session_id = in.text();
    constexpr auto most_drops = std::uint64_t{1} << 32U;
    if (!in.at_end() || head.identity.drops > most_drops) {
        throw BadBytes{"its head is damaged"};
    }
    return head;
}

RawRecord to_raw(JournalRecord const& record)
{
    RawRecord raw;
    raw.type = std::visit(BodyWriter{raw.body}, record);
    return raw;
}

void put_record(RawRecord const& record, std::uint32_t number, Bytes& out)
{
    auto const begin = out.size();
    put_fixed(out, static_cast<std::uint32_t>(record.body.size()));
    put_fixed(out, number);
    put_fixed(out, static_cast<std::uint32_t>(record.type));
    put_fixed(out, crc32c(std::span{out}.subspan(begin)));
    out.insert(out.end(), record.body.begin(), record.body.end());
    put_fixed(out, crc32c(record.body));
}

std::optional<JournalRecord> read_body(std::uint32_t type,
                                       std::span<std::byte const> body,
                                       std::uint64_t drops)
{
    constexpr auto last = static_cast<std::uint32_t>(RecordType::inputs);
    if (type == 0 || type > last) {
        return std::nullopt;
    }
    ByteCursor in{body};
    auto record = read_known(static_cast<RecordType>(type), in, drops);
    if (!in.at_end()) {
        throw BadBytes{"a record is longer than what it says"};
    }
    return record;
}

}  // namespace atl::journal
