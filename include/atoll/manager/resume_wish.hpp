#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/session/resume_request.hpp"

namespace atl::manager {

using session::FailedDrops;

/// What a person wants of a resumed session. It concerns only what was recorded up to epoch
/// `since`, so that it comes true once however often ranks are lost afterwards.
struct ResumeWish {
    std::uint32_t since{0};  ///< 0: no wish, the session just goes on.
    FailedDrops failed{FailedDrops::keep};
    std::vector<DropId> from;     ///< These run again, and everything after them.
    std::vector<DropId> changed;  ///< Their inputs, commands or code are not what they were.
};

}  // namespace atl::manager
