#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "atoll/core/worker_rings.hpp"
#include "atoll/engine/topology.hpp"

namespace atl::engine {

/// What an engine tells of its drops in passing, four bytes for each: that an app for the host has
/// begun, that a drop has reached its final state. State, interval and tries of the drop are in the
/// engine by then.
///
/// Filled by the workers, without lock or allocation; somebody must drain it as long as the engine
/// works: a worker whose ring is full waits.
class DropLog {
  public:
    /// \param workers  as in EngineOptions.
    explicit DropLog(unsigned workers) : rings_(workers + outside_writers, capacity(workers)) {}

    /// By worker \p writer only.
    void begun(std::uint32_t writer, std::uint32_t drop) noexcept
    {
        rings_.push(writer, drop | begun_bit);
    }
    /// By worker \p writer only.
    void ended(std::uint32_t writer, std::uint32_t drop) noexcept { rings_.push(writer, drop); }

    /// What the sink is told.
    enum class News : std::uint8_t { begun, ended };

    /// Hands all to \p sink(DropIndex, News). By one thread at a time. \returns how many there
    /// were.
    template <typename Sink>
    std::size_t drain(Sink&& sink)
    {
        return rings_.drain([&](std::uint32_t word) {
            sink(DropIndex{word & ~begun_bit}, (word & begun_bit) != 0 ? News::begun : News::ended);
        });
    }

  private:
    static constexpr std::uint32_t begun_bit = 0x8000'0000;
    static constexpr unsigned outside_writers = 2;  // remote events, and apps outside the workers

    /// All rings together hold what the workers do in about a second at best.
    static std::size_t capacity(unsigned workers) noexcept
    {
        constexpr unsigned all = 1U << 20U;
        constexpr unsigned least = 1U << 14U;
        return std::bit_ceil(std::max(least, all / workers));
    }

    WorkerRings<std::uint32_t> rings_;
};

}  // namespace atl::engine
