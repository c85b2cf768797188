#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/ids.hpp"

namespace atl::translate {

/// Disjoint sets of drops that can only grow together. The root of a set is one of its drops.
class DropClusters {
  public:
    explicit DropClusters(std::uint32_t drops);

    [[nodiscard]] std::uint32_t root(std::uint32_t drop);
    /// Joins the sets with roots \p a and \p b, which differ. \returns the root of both.
    std::uint32_t join(std::uint32_t a, std::uint32_t b);
    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

    /// The sets numbered in the order of their first drops: [drops] each below count().
    [[nodiscard]] std::vector<PartitionId> numbered();

  private:
    std::vector<std::uint32_t> parent_;
    std::vector<std::uint32_t> size_;
    std::uint32_t count_;
};

}  // namespace atl::translate
