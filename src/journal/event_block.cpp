#include "journal/event_block.hpp"

#include <algorithm>
#include <limits>

#include "atoll/core/contracts.hpp"

namespace atl::journal {
namespace {

// Bits of a group's shape.
constexpr unsigned state_mask = 0x0f;
constexpr unsigned is_durable = 0x10;
constexpr unsigned has_durations = 0x20;
constexpr unsigned has_bytes = 0x40;
constexpr unsigned has_tries = 0x80;

// Modes of ids and columns.
constexpr std::byte by_delta{0};
constexpr std::byte by_runs{1};
constexpr std::byte all_the_same{0};
constexpr std::byte one_by_one{1};

constexpr std::size_t few_events = 256;  // below, each time is worth its microseconds
constexpr std::uint64_t one_byte_number = 127;
constexpr unsigned coarsest_unit = 10;  // 1024 us

// A key sorts by shape, then drop; the rest is the place in the block.
constexpr unsigned index_bits = 16;
constexpr unsigned drop_bits = 32;
static_assert(max_block_events <= std::size_t{1} << index_bits);

unsigned shape_of(JournalEvent const& event) noexcept
{
    return static_cast<unsigned>(event.state) | (event.durable ? is_durable : 0) |
           (event.duration_us != 0 ? has_durations : 0) | (event.bytes != 0 ? has_bytes : 0) |
           (event.tries != 1 || event.exit_code != 0 ? has_tries : 0);
}

std::vector<std::uint64_t> sorted_keys(std::span<JournalEvent const> events)
{
    std::vector<std::uint64_t> keys(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        keys[i] = std::uint64_t{shape_of(events[i])} << (drop_bits + index_bits) |
                  std::uint64_t{events[i].drop.value} << index_bits | i;
    }
    std::ranges::sort(keys);
    return keys;
}

std::uint32_t drop_of(std::uint64_t key) noexcept
{
    return static_cast<std::uint32_t>(key >> index_bits);
}

/// Number of runs of consecutive drops among \p keys, or none when a drop is there twice.
std::size_t count_runs(std::span<std::uint64_t const> keys)
{
    std::size_t runs = 1;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (drop_of(keys[i]) == drop_of(keys[i - 1])) {
            return keys.size();
        }
        runs += drop_of(keys[i]) != drop_of(keys[i - 1]) + 1 ? 1 : 0;
    }
    return runs;
}

void put_ids(std::span<std::uint64_t const> keys, Bytes& out)
{
    auto const runs = count_runs(keys);
    if (2 * runs >= keys.size()) {
        out.push_back(by_delta);
        std::uint32_t before = 0;
        for (auto const key : keys) {
            put_varint(out, drop_of(key) - before);
            before = drop_of(key);
        }
        return;
    }
    out.push_back(by_runs);
    put_varint(out, runs);
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < keys.size();) {
        auto const first = drop_of(keys[i]);
        auto next = i + 1;
        while (next < keys.size() && drop_of(keys[next]) == first + (next - i)) {
            ++next;
        }
        put_varint(out, first - end);
        put_varint(out, next - i);
        end = static_cast<std::uint32_t>(first + (next - i));
        i = next;
    }
}

std::uint64_t zigzag(std::int16_t number) noexcept
{
    auto const wide = std::int32_t{number};
    return static_cast<std::uint32_t>(wide << 1 ^ wide >> 31);
}

std::int16_t unzigzag(std::uint64_t number) noexcept
{
    auto const half = static_cast<std::int32_t>(number >> 1U);
    return static_cast<std::int16_t>((number & 1U) != 0 ? -half - 1 : half);
}

/// Writes the groups of one block.
class BlockWriter {
  public:
    BlockWriter(std::span<JournalEvent const> events, Bytes& out) : events_(events), out_(out)
    {
        auto const [earliest, latest] =
            std::ranges::minmax(events, {}, [](JournalEvent const& e) { return e.time_us; });
        base_ = earliest.time_us;
        if (events.size() >= few_events) {
            auto const span = latest.time_us - base_;
            while (unit_ < coarsest_unit && span >> unit_ > one_byte_number) {
                ++unit_;
            }
        }
        put_varint(out_, base_);
        put_varint(out_, unit_);
    }

    void group(std::span<std::uint64_t const> keys)
    {
        auto const shape = shape_of(event(keys.front()));
        out_.push_back(static_cast<std::byte>(shape));
        put_varint(out_, keys.size());
        put_ids(keys, out_);
        column(keys, [this](JournalEvent const& e) { return (e.time_us - base_) >> unit_; });
        if ((shape & has_durations) != 0) {
            column(keys, [](JournalEvent const& e) { return e.duration_us; });
        }
        if ((shape & has_bytes) != 0) {
            column(keys, [](JournalEvent const& e) { return e.bytes; });
        }
        if ((shape & has_tries) != 0) {
            column(keys, [](JournalEvent const& e) { return std::uint64_t{e.tries}; });
            column(keys, [](JournalEvent const& e) { return zigzag(e.exit_code); });
        }
    }

  private:
    [[nodiscard]] JournalEvent const& event(std::uint64_t key) const noexcept
    {
        return events_[key & ((std::uint64_t{1} << index_bits) - 1)];
    }

    template <typename Property>
    void column(std::span<std::uint64_t const> keys, Property property)
    {
        auto const first = property(event(keys.front()));
        bool const same = std::ranges::all_of(
            keys, [&](std::uint64_t key) { return property(event(key)) == first; });
        out_.push_back(same ? all_the_same : one_by_one);
        for (auto const key : same ? keys.first(1) : keys) {
            put_varint(out_, property(event(key)));
        }
    }

    std::span<JournalEvent const> events_;
    Bytes& out_;
    std::uint64_t base_{0};
    unsigned unit_{0};
};

/// Reads the groups of one block.
class BlockReader {
  public:
    BlockReader(std::span<std::byte const> body, std::uint64_t drops) : in_(body), drops_(drops)
    {
        base_ = in_.varint();
        unit_ = static_cast<unsigned>(in_.varint_to(coarsest_unit));
    }

    std::vector<JournalEvent> read()
    {
        while (!in_.at_end()) {
            group();
        }
        return std::move(events_);
    }

  private:
    void group()
    {
        auto const shape = std::to_integer<unsigned>(in_.take(1).front());
        if ((shape & state_mask) >= drop_state_count) {
            throw BadBytes{"an event has a state that does not exist"};
        }
        auto const count = in_.varint_to(max_block_events - events_.size());
        if (count == 0) {
            throw BadBytes{"a group has no events"};
        }
        JournalEvent common;
        common.state = static_cast<DropState>(shape & state_mask);
        common.durable = (shape & is_durable) != 0;
        begin_ = events_.size();
        events_.resize(begin_ + count, common);
        read_ids();
        constexpr auto any = std::numeric_limits<std::uint64_t>::max();
        column(any >> (unit_ + 1U), [this](JournalEvent& e, std::uint64_t value) {
            e.time_us = base_ + (value << unit_);
        });
        if ((shape & has_durations) != 0) {
            column(any, [](JournalEvent& e, std::uint64_t value) { e.duration_us = value; });
        }
        if ((shape & has_bytes) != 0) {
            column(any, [](JournalEvent& e, std::uint64_t value) { e.bytes = value; });
        }
        if ((shape & has_tries) != 0) {
            column(std::numeric_limits<std::uint8_t>::max(),
                   [](JournalEvent& e, std::uint64_t value) {
                       e.tries = static_cast<std::uint8_t>(value);
                   });
            column(std::numeric_limits<std::uint16_t>::max(),
                   [](JournalEvent& e, std::uint64_t value) { e.exit_code = unzigzag(value); });
        }
    }

    [[nodiscard]] std::span<JournalEvent> members() { return std::span{events_}.subspan(begin_); }

    DropId checked(std::uint64_t drop) const
    {
        if (drop >= drops_) {
            throw BadBytes{"an event is of a drop that the graph does not have"};
        }
        return DropId{static_cast<std::uint32_t>(drop)};
    }

    void read_ids()
    {
        auto const mode = in_.take(1).front();
        std::uint64_t next = 0;
        if (mode == by_delta) {
            for (auto& event : members()) {
                next += in_.varint_to(drops_);
                event.drop = checked(next);
            }
            return;
        }
        if (mode != by_runs) {
            throw BadBytes{"ids are written in an unknown way"};
        }
        auto left = members();
        for (auto runs = in_.varint_to(left.size()); runs > 0; --runs) {
            next += in_.varint_to(drops_);
            auto const length = in_.varint_to(left.size());
            for (auto& event : left.first(length)) {
                event.drop = checked(next++);
            }
            left = left.subspan(length);
        }
        if (!left.empty()) {
            throw BadBytes{"a group has fewer ids than events"};
        }
    }

    template <typename Store>
    void column(std::uint64_t most, Store store)
    {
        auto const mode = in_.take(1).front();
        if (mode != all_the_same && mode != one_by_one) {
            throw BadBytes{"a column is written in an unknown way"};
        }
        std::uint64_t value = mode == all_the_same ? in_.varint_to(most) : 0;
        for (auto& event : members()) {
            if (mode == one_by_one) {
                value = in_.varint_to(most);
            }
            store(event, value);
        }
    }

    ByteCursor in_;
    std::uint64_t drops_;
    std::uint64_t base_{0};
    unsigned unit_{0};
    std::vector<JournalEvent> events_;
    std::size_t begin_{0};  ///< First event of the group being read.
};

}  // namespace

void encode_events(std::span<JournalEvent const> events, Bytes& out)
{
    ATOLL_EXPECT(events.size() <= max_block_events);
    if (events.empty()) {
        return;
    }
    auto const keys = sorted_keys(events);
    BlockWriter block{events, out};
    for (std::size_t begin = 0; begin < keys.size();) {
        auto const shape = keys[begin] >> (drop_bits + index_bits);
        auto end = begin + 1;
        while (end < keys.size() && keys[end] >> (drop_bits + index_bits) == shape) {
            ++end;
        }
        block.group(std::span{keys}.subspan(begin, end - begin));
        begin = end;
    }
}

std::vector<JournalEvent> decode_events(std::span<std::byte const> body, std::uint64_t drops)
{
    return BlockReader{body, drops}.read();
}

}  // namespace atl::journal
