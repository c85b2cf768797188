#include <utility>
#include <vector>

#include "atoll/core/contracts.hpp"
#include "atoll/graph/part.hpp"

#include "graph/part_maker.hpp"

namespace atl::graph {
namespace {

/// A remote target, and the drop (index in its owner's part) that has it.
struct Remote {
    std::uint32_t drop;
    RemoteTarget target;
};

/// What the owners of \p part's ghosts must know of it: where events of each ghost that feeds a
/// drop here have to go.
void collect_remotes(Part const& part,
                     std::uint32_t rank,
                     std::vector<std::uint32_t> const& index_at_owner,
                     std::vector<std::vector<Remote>>& remotes)
{
    for (auto ghost = part.owned; ghost < part.size(); ++ghost) {
        auto const has_successors =
            part.successor_offsets[ghost] != part.successor_offsets[ghost + std::size_t{1}];
        if (has_successors) {
            auto const owner = part.ghost_rank[ghost - part.owned];
            remotes[owner].push_back({index_at_owner[part.global[ghost].index()], {rank, ghost}});
        }
    }
}

/// Sorts \p remotes by drop, keeping the order of ranks.
void set_remotes(Part& part, std::vector<Remote> const& remotes)
{
    part.remote_offsets.assign(part.owned + std::size_t{1}, 0);
    part.remotes.resize(remotes.size());
    for (auto const& remote : remotes) {
        ++part.remote_offsets[remote.drop + std::size_t{1}];
    }
    for (std::size_t i = 0; i < part.owned; ++i) {
        part.remote_offsets[i + 1] += part.remote_offsets[i];
    }
    auto cursor = part.remote_offsets;
    for (auto const& remote : remotes) {
        part.remotes[cursor[remote.drop]++] = remote.target;
    }
}

}  // namespace

std::vector<Part> split_graph(PhysicalGraph const& graph,
                              Placement const& placement,
                              std::uint32_t ranks)
{
    ATOLL_EXPECT(placement.size() == graph.size());
    std::vector<std::vector<DropId>> owned(ranks);
    std::vector<std::uint32_t> index_at_owner(graph.size());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        ATOLL_EXPECT(placement[i].value < ranks);
        auto& list = owned[placement[i].index()];
        index_at_owner[i] = static_cast<std::uint32_t>(list.size());
        list.push_back(DropId{i});
    }
    PartMaker maker{graph, placement};
    std::vector<Part> parts;
    parts.reserve(ranks);
    std::vector<std::vector<Remote>> remotes(ranks);
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        parts.push_back(maker.make(std::move(owned[rank])));
        collect_remotes(parts.back(), rank, index_at_owner, remotes);
    }
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        set_remotes(parts[rank], remotes[rank]);
    }
    return parts;
}

}  // namespace atl::graph
