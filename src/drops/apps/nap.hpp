#pragma once

#include "atoll/drops/app_drop.hpp"

namespace atl::drops {

/// Sleeps for \p seconds, at most a century. \returns false when the session was cancelled
/// meanwhile; that is noticed within 50 ms.
[[nodiscard]] bool sleep_for(double seconds, AppContext const& context);

}  // namespace atl::drops
