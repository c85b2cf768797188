#pragma once

#include <cstdint>

namespace atl::engine {

/// How many of a rank's drops are where. Sums of what each worker counted, so that two numbers read
/// while workers run may differ by drops that changed in between.
struct Counters {
    std::uint64_t data_completed{0};  ///< Includes data that has expired since.
    std::uint64_t data_error{0};
    std::uint64_t data_skipped{0};
    std::uint64_t data_cancelled{0};
    std::uint64_t apps_finished{0};
    std::uint64_t apps_error{0};
    std::uint64_t apps_skipped{0};
    std::uint64_t apps_cancelled{0};
    std::uint64_t apps_running{0};  ///< Inside DropHost::run_app now.
    std::uint64_t apps_lent{0};     ///< Taken by Engine::take_app and not yet back.
    std::uint64_t apps_waiting{0};  ///< Ready to be run by the host, and not started.
    std::uint64_t waiting_us{0};    ///< Sum of TemplateRules::cost_us of these.
    std::uint64_t ended_us{0};      ///< The same of the tries that have ended ...
    std::uint64_t busy_us{0};       ///< ... and the CPU time that they took; microseconds.

    /// Drops that are in a final state.
    [[nodiscard]] constexpr std::uint64_t settled() const noexcept
    {
        return data_completed + data_error + data_skipped + data_cancelled + apps_finished +
               apps_error + apps_skipped + apps_cancelled;
    }

    friend constexpr bool operator==(Counters const&, Counters const&) noexcept = default;
};

}  // namespace atl::engine
