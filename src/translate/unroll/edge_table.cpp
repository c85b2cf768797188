#include "translate/unroll/edge_table.hpp"

#include <numeric>

namespace atl::translate {
namespace {

/// Calls \p visit(relation, from, to) for every edge, drops numbered over all blocks.
template <typename Visit>
void for_each_edge(UnrollPlan const& plan, Visit&& visit)
{
    for (std::uint32_t r = 0; r < plan.relations.size(); ++r) {
        auto const& relation = plan.relations[r];
        auto const from = plan.blocks[relation.from].first;
        auto const to = plan.blocks[relation.to].first;
        relation.for_each([&](std::uint64_t s, std::uint64_t t) { visit(r, from + s, to + t); });
    }
}

}  // namespace

EdgeTable::EdgeTable(UnrollPlan const& plan)
    : out_offsets_(plan.drops + 1, 0), in_offsets_(plan.drops + 1, 0)
{
    for_each_edge(plan, [this](std::uint32_t, std::uint64_t from, std::uint64_t to) {
        ++out_offsets_[from + 1];
        ++in_offsets_[to + 1];
    });
    std::partial_sum(out_offsets_.begin(), out_offsets_.end(), out_offsets_.begin());
    std::partial_sum(in_offsets_.begin(), in_offsets_.end(), in_offsets_.begin());
    out_.resize(out_offsets_.back());
    in_.resize(in_offsets_.back());
    auto next_out = out_offsets_;
    auto next_in = in_offsets_;
    for_each_edge(plan, [&](std::uint32_t relation, std::uint64_t from, std::uint64_t to) {
        out_[next_out[from]++] = {static_cast<std::uint32_t>(to), relation};
        in_[next_in[to]++] = {static_cast<std::uint32_t>(from), relation};
    });
}

}  // namespace atl::translate
