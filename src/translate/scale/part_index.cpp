#include "translate/scale/part_index.hpp"

#include <algorithm>
#include <utility>

namespace atl::translate {

PartIndex::PartIndex(TemplateGraph const& graph, Ownership const& ownership, RankId rank)
    : graph_(graph), ownership_(ownership)
{
    for (auto const& piece : ownership.pieces(rank)) {
        first_run_.resize(piece.block + std::size_t{1}, static_cast<std::uint32_t>(runs_.size()));
        runs_.push_back({piece.block, piece.indexes, owned_});
        owned_ += static_cast<std::uint32_t>(piece.indexes.size());
    }
    first_run_.resize(graph.blocks().size() + 1, static_cast<std::uint32_t>(runs_.size()));
}

PartIndex::Run const* PartIndex::run_holding(std::uint32_t block, IndexRange indexes) const noexcept
{
    auto const runs = std::span{runs_}.subspan(
        first_run_[block], first_run_[block + std::size_t{1}] - first_run_[block]);
    auto const after = std::ranges::upper_bound(
        runs, indexes.begin, {}, [](Run const& run) { return run.indexes.begin; });
    if (after == runs.begin()) {
        return nullptr;
    }
    auto const& run = *std::prev(after);
    return run.indexes.holds(indexes) ? &run : nullptr;
}

std::optional<std::uint32_t> PartIndex::find_owned(DropAddress drop) const noexcept
{
    auto const* const run = run_holding(drop.block, {drop.index, drop.index + 1});
    if (run == nullptr) {
        return std::nullopt;
    }
    return run->local + static_cast<std::uint32_t>(drop.index - run->indexes.begin);
}

std::uint32_t PartIndex::local(DropAddress drop) const noexcept
{
    if (auto const own = find_owned(drop)) {
        return *own;
    }
    auto const number = graph_.blocks()[drop.block].first + drop.index;
    Ghost const wanted{ownership_.of(drop.block, drop.index).value,
                       DropId{static_cast<std::uint32_t>(number)}};
    auto const found = std::ranges::lower_bound(ghosts_, wanted);
    return owned_ + static_cast<std::uint32_t>(found - ghosts_.begin());
}

DropAddress PartIndex::address(std::uint32_t local) const noexcept
{
    if (local >= owned_) {
        auto const drop = ghosts_[local - owned_].drop;
        auto const block = graph_.block_of(drop);
        return {block, drop.value - graph_.blocks()[block].first};
    }
    auto const run = std::prev(std::ranges::upper_bound(runs_, local, {}, &Run::local));
    return {run->block, run->indexes.begin + (local - run->local)};
}

}  // namespace atl::translate
