#pragma once

#include "atoll/core/units.hpp"

namespace atl::session {

/// How much is kept of what apps print.
struct LogLimits {
    Bytes head{1u << 20};                ///< First bytes of each stream of each try.
    Bytes tail{1u << 20};                ///< Last bytes of each stream of each try.
    Bytes file{std::uint64_t{4} << 30};  ///< Of a rank's log file.
    Bytes per_second{100'000'000};  ///< Written by a rank, on average; four times that at once.
};

}  // namespace atl::session
