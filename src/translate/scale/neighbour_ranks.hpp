#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/remote_target.hpp"

#include "translate/scale/part_index.hpp"

namespace atl::translate {

/// Which drops of other ranks a rank's drops are joined with, and which ranks must hear of its own.
struct NeighbourRanks {
    std::vector<Ghost> ghosts;                  ///< Sorted, each once.
    std::vector<std::uint32_t> remote_offsets;  ///< [owned + 1], or empty.
    std::vector<RemoteTarget> remotes;          ///< As Part::remotes.
};

/// Looks at all relations of the drops of \p index that may lead to another rank.
[[nodiscard]] NeighbourRanks find_neighbour_ranks(TemplateGraph const& graph,
                                                  Ownership const& ownership,
                                                  PartIndex const& index,
                                                  std::uint32_t ranks);

}  // namespace atl::translate
