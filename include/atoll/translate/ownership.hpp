#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/translate/index_range.hpp"
#include "atoll/translate/template_graph.hpp"

namespace atl::translate {

/// Which rank runs which drops of a TemplateGraph: ranges of indexes for each block.
class Ownership {
  public:
    /// Drops from index `begin` on, up to the next run's, belong to `rank`.
    struct Run {
        std::uint64_t begin{0};
        RankId rank;
    };
    /// Drops of one block that belong to one rank.
    struct Piece {
        std::uint32_t block{0};
        IndexRange indexes;
    };

    /// \p runs [blocks] each ascending from 0. \p counts [blocks] drops of each block.
    Ownership(std::vector<std::vector<Run>> runs, std::vector<std::uint64_t> counts);

    /// Owner of drop \p index of \p block. O(log runs of the block).
    [[nodiscard]] RankId of(std::uint32_t block, std::uint64_t index) const noexcept;

    /// What \p rank owns, in the order of the drops' numbers.
    [[nodiscard]] std::vector<Piece> pieces(RankId rank) const;

    [[nodiscard]] std::vector<std::vector<Run>> const& runs() const noexcept { return runs_; }

  private:
    std::vector<std::vector<Run>> runs_;
    std::vector<std::uint64_t> counts_;
};

/// Cuts \p graph among \p workers along the outermost axis of each block that is no loop's; events
/// go with the app that they come from, outputs of branches with the branch, and what one copy of
/// an exclusive force node holds stays on one rank. Cost independent of the number of drops.
[[nodiscard]] Ownership cut_outermost(TemplateGraph const& graph, std::span<RankId const> workers);

}  // namespace atl::translate
