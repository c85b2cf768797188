#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atoll/comm/byte_io.hpp"
#include "atoll/core/ids.hpp"

/// What the ranks of a session say to each other. docs/reference/messages.md lists who may send
/// what when.
namespace atl::manager {

/// Types of messages; the number is the message's type on the wire.
enum class MessageType : std::uint16_t {
    deploy = 1,  ///< island -> node: epoch and start of the session (wall clock, ns),
                 ///< graph::write_part of the rank's part.
    deployed,    ///< node -> island: ready to start.
    problem,     ///< node -> island: cannot be deployed; text.
    start,       ///< island -> node: execute.
    events,      ///< node -> node: EventWord each.
    carry,       ///< node -> node: an event that brings content (Carry).
    pull,        ///< node -> node: send the bulk transfer of this tag now (std::uint16_t).
    progress,  ///< node -> island: Progress, once a second, and at once when the rank has finished.
    end_reached,  ///< node -> island: a drop that ends the session has completed.
    end_session,  ///< island -> node: skip what has not started.
    cancel,       ///< island -> node: stop what runs, start nothing.
    collect,      ///< island -> node: report every drop.
    rows,         ///< node -> island: DropRow each (RowBatch).
    shutdown,     ///< island -> node: leave.
    restore,      ///< island -> node, before start: states that drops keep (encode_restored).
    listening,    ///< node -> island: where executors of extension jobs reach it; text.
};

/// What happened to a drop.
enum class EventKind : std::uint8_t { completed = 0, error = 1, skipped = 2 };
/// An event of a drop in 32 bits: the ghost's index at the receiver and what happened.
class EventWord {
  public:
    static constexpr std::uint32_t largest_index = (1U << 30U) - 1;

    EventWord() = default;
    EventWord(std::uint32_t index, EventKind kind) noexcept
        : word_(index | static_cast<std::uint32_t>(kind) << 30U)
    {
    }
    [[nodiscard]] std::uint32_t index() const noexcept { return word_ & largest_index; }
    [[nodiscard]] EventKind kind() const noexcept { return static_cast<EventKind>(word_ >> 30U); }

  private:
    std::uint32_t word_{0};
};

/// An event together with the content that its receiver needs before it may act on it.
struct Carry {
    /// One data drop's content: in the message when small, else to be pulled.
    struct Item {
        DropId drop;            ///< Global id.
        std::uint64_t size{0};  ///< Bytes.
        std::uint16_t tag{0};   ///< Bulk tag when not in the message.
        bool in_message{true};
        std::vector<std::byte> bytes;  ///< [size] when in the message.
    };

    EventWord event;
    std::vector<Item> items;
};

/// Number of drops by final or present state; index is the value of DropState.
using StateCounts = std::array<std::uint64_t, 16>;

/// How far a rank is.
struct Progress {
    StateCounts counts{};
    std::uint64_t unfinished{0};  ///< Drops not in a final state.
    std::uint64_t running_apps{0};
    std::uint64_t waiting_apps{0};  ///< Ready to be run, and not started.
    std::uint64_t waiting_us{0};    ///< CPU time that the graph expects of these; microseconds.
    std::uint64_t ended_us{0};      ///< The same of tries that have ended ...
    std::uint64_t busy_us{0};       ///< ... and the CPU time that they took.
    std::uint64_t bytes_sent{0};
    std::uint64_t events_sent{0};
    std::uint64_t journals_waiting{0};  ///< Ranks whose journal waits for room on the disk.
};

/// What became of one drop.
struct DropRow {
    DropId drop;
    std::uint8_t state{0};  ///< DropState.
    std::uint8_t tries{0};
    std::int16_t exit_code{0};
    std::uint64_t bytes{0};
    double start{-1};  ///< Seconds since the session started; negative: never.
    double end{-1};
};
/// Rows that a rank puts into one message.
inline constexpr std::size_t rows_a_message = 32768;

/// Why a drop failed, for the last lines on the terminal and run.h5.
struct FailureNote {
    DropId drop;
    std::string reason;
};

[[nodiscard]] comm::Body encode(Carry const& carry);
[[nodiscard]] Carry decode_carry(std::span<std::byte const> body);

/// Rows of one message and the failures among them.
struct RowBatch {
    std::vector<DropRow> rows;
    std::vector<FailureNote> failures;
    bool last{false};  ///< No more messages of this rank.
};
[[nodiscard]] comm::Body encode(RowBatch const& batch);
[[nodiscard]] RowBatch decode_rows(std::span<std::byte const> body);

}  // namespace atl::manager
