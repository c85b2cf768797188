#pragma once

#include <cstdint>

#include "atoll/core/ids.hpp"

namespace atl::manager {

/// One process of an extension job, from its offer until it is gone; numbers are not used again, so
/// that one who was given up and comes back is somebody else.
using ExecutorId = Id<struct ExecutorTag>;

/// Names one lease among all of its lender's; never used again.
using LeaseNumber = std::uint64_t;

/// One try of an app, given to an executor.
struct Lease {
    LeaseNumber number{0};
    ExecutorId executor;
    std::uint32_t app{0};  ///< Local index at its owner.
    unsigned attempt{1};
    unsigned cpus{1};

    friend bool operator==(Lease const&, Lease const&) = default;
};

}  // namespace atl::manager
