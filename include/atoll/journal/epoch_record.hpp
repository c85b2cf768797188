#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/error.hpp"

namespace atl::journal {

/// One run of a session's ranks: a session has one epoch, and one more for each time it was
/// resumed.
struct EpochRecord {
    std::uint32_t epoch{0};          ///< From 1.
    std::uint32_t ranks{0};          ///< Size of its world; 0: its beginning was not recorded.
    std::vector<std::string> hosts;  ///< [ranks] Name of each rank's node.
    std::vector<std::uint32_t> lost_ranks;
    double begun{0};                    ///< Seconds since the session first began.
    double ended{-1};                   ///< Negative: it has not ended, or could not say so.
    std::optional<ExitStatus> outcome;  ///< Set when `ended` is.
    std::string reason;                 ///< Why it ended, when that is not plain from the outcome.
};

}  // namespace atl::journal
