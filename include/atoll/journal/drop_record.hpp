#pragma once

#include <cstdint>

#include "atoll/core/drop_state.hpp"

namespace atl::journal {

/// What the journals of a session know of one drop.
struct DropRecord {
    double start{-1};           ///< Seconds since the session first began; negative: never.
    double end{-1};             ///< The same, when it reached its final state.
    std::uint64_t bytes{0};     ///< Data: size of its content when it completed.
    std::uint32_t rank{0};      ///< Rank that told of it last; 0 when nothing is known.
    std::uint32_t epoch{0};     ///< Epoch in which it told; 0 when nothing is known.
    std::int16_t exit_code{0};  ///< App that failed: of its process, 128 + signal.
    /// `initialized` when nothing is known, whatever the kind; `running` for an app that has begun;
    /// else the final state.
    DropState state{DropState::initialized};
    bool durable{false};    ///< Data: its content was on disk, or it needs none, when it completed.
    std::uint8_t tries{0};  ///< App: how often it was started in the epoch; at most 255.
    std::uint8_t lost_tries{0};  ///< App: begun, but its rank or epoch ended before it did.
};

static_assert(sizeof(DropRecord) <= 40, "ten million drops are to be read on a small machine");

}  // namespace atl::journal
