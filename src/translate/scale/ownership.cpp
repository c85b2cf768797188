#include "atoll/translate/ownership.hpp"

#include <algorithm>
#include <utility>

namespace atl::translate {

Ownership::Ownership(std::vector<std::vector<Run>> runs, std::vector<std::uint64_t> counts)
    : runs_(std::move(runs)), counts_(std::move(counts))
{
}

RankId Ownership::of(std::uint32_t block, std::uint64_t index) const noexcept
{
    auto const& runs = runs_[block];
    auto const after = std::ranges::upper_bound(runs, index, {}, &Run::begin);
    return std::prev(after)->rank;
}

std::vector<Ownership::Piece> Ownership::pieces(RankId rank) const
{
    std::vector<Piece> result;
    for (std::uint32_t block = 0; block < runs_.size(); ++block) {
        auto const& runs = runs_[block];
        for (std::size_t i = 0; i < runs.size(); ++i) {
            auto const end = i + 1 < runs.size() ? runs[i + 1].begin : counts_[block];
            if (runs[i].rank == rank && runs[i].begin < end) {
                result.push_back({block, {runs[i].begin, end}});
            }
        }
    }
    return result;
}

}  // namespace atl::translate
