#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/ids.hpp"

namespace atl::manager {

/// What a resumed session does with drops that had failed.
enum class FailedDrops : std::uint8_t {
    keep,       ///< They stay in ERROR: the ranks were lost, nobody has mended anything.
    run_again,  ///< They run again, and what follows from them.
    only,       ///< As run_again, and nothing else runs that they do not need.
};

/// What a person wants of a resumed session. It concerns only what was recorded up to epoch
/// `since`, so that it comes true once however often ranks are lost afterwards.
struct ResumeWish {
    std::uint32_t since{0};  ///< 0: no wish, the session just goes on.
    FailedDrops failed{FailedDrops::keep};
    std::vector<DropId> from;     ///< These run again, and everything after them.
    std::vector<DropId> changed;  ///< Their inputs, commands or code are not what they were.
};

}  // namespace atl::manager
