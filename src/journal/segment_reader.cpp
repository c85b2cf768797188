#include "journal/segment_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "journal/crc32c.hpp"
#include "journal/segment_format.hpp"

namespace atl::journal {
namespace {

/// A record whose checksums are right.
struct Framed {
    std::uint32_t number{0};
    std::uint32_t type{0};
    std::span<std::byte const> body;

    [[nodiscard]] std::size_t size() const noexcept
    {
        return record_head_size + body.size() + record_tail_size;
    }
};

[[noreturn]] void damaged(std::uint64_t offset, std::string_view what)
{
    throw Error{ErrorKind::io, fmt::format("damaged at byte {}: {}", offset, what)};
}

/// The record at the front of \p bytes, if one is there and whole.
std::optional<Framed> framed(std::span<std::byte const> bytes)
{
    if (bytes.size() < record_head_size + record_tail_size) {
        return std::nullopt;
    }
    ByteCursor in{bytes};
    auto const size = in.fixed<std::uint32_t>();
    Framed record;
    record.number = in.fixed<std::uint32_t>();
    record.type = in.fixed<std::uint32_t>();
    auto const head_crc = in.fixed<std::uint32_t>();
    constexpr auto protected_size = record_head_size - sizeof head_crc;
    // The size is compared first: it is wrong nearly everywhere, and costs nothing.
    if (in.left() < std::uint64_t{size} + record_tail_size ||
        crc32c(bytes.first(protected_size)) != head_crc) {
        return std::nullopt;
    }
    record.body = in.take(size);
    if (crc32c(record.body) != in.fixed<std::uint32_t>()) {
        return std::nullopt;
    }
    return record;
}

/// Whether a whole record begins anywhere behind the first byte of \p bytes.
bool good_record_follows(std::span<std::byte const> bytes)
{
    for (std::size_t at = 1; at < bytes.size(); ++at) {
        if (framed(bytes.subspan(at))) {
            return true;
        }
    }
    return false;
}

std::optional<SegmentHead> head_of(std::span<std::byte const> bytes)
{
    bool const empty = std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte{0}; });
    if (empty || bytes.size() < preamble_size) {
        return std::nullopt;
    }
    try {
        auto const size = head_size(bytes);
        if (size > bytes.size()) {
            if (good_record_follows(bytes)) {
                damaged(0, "its head is damaged");
            }
            return std::nullopt;
        }
        return read_head(bytes.first(size));
    } catch (BadBytes const& problem) {
        throw Error{ErrorKind::io, problem.what()};
    }
}

}  // namespace

SegmentExtent read_segment(std::span<std::byte const> bytes, RecordSink const& sink)
{
    SegmentExtent extent;
    extent.head = head_of(bytes);
    if (!extent.head) {
        extent.cut = bytes.size();
        return extent;
    }
    extent.good = head_size(bytes);
    while (extent.good < bytes.size()) {
        auto const rest = bytes.subspan(extent.good);
        auto const record = framed(rest);
        if (!record) {
            if (good_record_follows(rest)) {
                damaged(extent.good, "the checksum of a record is wrong");
            }
            extent.cut = rest.size();
            return extent;
        }
        if (record->number != extent.records) {
            damaged(extent.good,
                    fmt::format("record {} is where {} should be", record->number, extent.records));
        }
        try {
            auto const content = read_body(record->type, record->body, extent.head->identity.drops);
            if (content) {
                sink(*extent.head, *content);
            }
        } catch (BadBytes const& problem) {
            damaged(extent.good, problem.what());
        }
        extent.good += record->size();
        ++extent.records;
    }
    return extent;
}

}  // namespace atl::journal
