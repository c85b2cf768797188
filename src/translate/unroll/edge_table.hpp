#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// One end of an edge as its other end sees it.
struct EdgeEnd {
    std::uint32_t drop{0};      ///< The other drop, numbered over all blocks.
    std::uint32_t relation{0};  ///< Index into UnrollPlan::relations.
};

/// All edges of a plan, by drop and in the order of its relations.
class EdgeTable {
  public:
    /// \pre the plan has fewer than 2^32 drops.
    explicit EdgeTable(UnrollPlan const& plan);

    [[nodiscard]] std::span<EdgeEnd const> outgoing(std::uint64_t drop) const
    {
        return range(out_offsets_, out_, drop);
    }
    [[nodiscard]] std::span<EdgeEnd const> incoming(std::uint64_t drop) const
    {
        return range(in_offsets_, in_, drop);
    }

  private:
    [[nodiscard]] static std::span<EdgeEnd const> range(std::vector<std::uint64_t> const& offsets,
                                                        std::vector<EdgeEnd> const& ends,
                                                        std::uint64_t drop)
    {
        return std::span{ends}.subspan(offsets[drop], offsets[drop + 1] - offsets[drop]);
    }

    std::vector<std::uint64_t> out_offsets_;  // [drops + 1]
    std::vector<std::uint64_t> in_offsets_;   // [drops + 1]
    std::vector<EdgeEnd> out_;
    std::vector<EdgeEnd> in_;
};

}  // namespace atl::translate
