#pragma once

#include <cstdint>

#include "atoll/core/ids.hpp"

namespace atl::manager {

/// One process of an extension job, from its offer until it is gone; numbers are not used again, so
/// that one who was given up and comes back is somebody else.
using ExecutorId = Id<struct ExecutorTag>;

/// Names one lease among all of its lender's; never used again.
using LeaseNumber = std::uint64_t;

/// The first lease that the ranks of \p epoch give: in no epoch is a number used again.
[[nodiscard]] constexpr LeaseNumber first_lease(std::uint32_t epoch) noexcept
{
    return (LeaseNumber{epoch} << 32U) + 1;
}

/// Epoch of the ranks that gave the lease.
[[nodiscard]] constexpr std::uint32_t epoch_of(LeaseNumber lease) noexcept
{
    return static_cast<std::uint32_t>(lease >> 32U);
}

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
