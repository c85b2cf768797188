#pragma once

#include <functional>
#include <stop_token>

namespace atl::runtime {

/// How a rank hears that it is about to end. Both may be empty: never.
struct EndSigns {
    std::function<bool()> being_stopped;    ///< The process was asked to end.
    std::function<bool()> has_lost_helper;  ///< The launch helper has died, and all apps with it.
};

/// For a worker whose app has failed with \p exit_code: when that may be because the rank is about
/// to end, returns only when it is known that it is not, or \p stop is requested. What dies with
/// its rank has not failed.
void wait_if_rank_ends(EndSigns const& signs, std::stop_token const& stop, int exit_code) noexcept;

}  // namespace atl::runtime
