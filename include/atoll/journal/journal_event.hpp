#pragma once

#include <cstdint>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/ids.hpp"

namespace atl::journal {

/// What a rank records of a drop: that an app has begun, or that a drop has reached its final
/// state.
struct JournalEvent {
    std::uint64_t bytes{0};  ///< Data: size of its content.
    /// Microseconds since the epoch began: of the beginning when `state` is running, else of the
    /// end. Kept to 1 us or, where events are dense, to about 1 ms.
    std::uint64_t time_us{0};
    std::uint64_t duration_us{0};  ///< App: from its beginning to its end.
    DropId drop;                   ///< In the whole graph.
    std::int16_t exit_code{0};     ///< App that failed.
    DropState state{DropState::running};
    std::uint8_t tries{1};  ///< App: how often it was started.
    bool durable{false};    ///< Data: its content is on disk, or it needs none.

    friend bool operator==(JournalEvent const&, JournalEvent const&) = default;
};

}  // namespace atl::journal
