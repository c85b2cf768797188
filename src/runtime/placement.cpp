#include "runtime/placement.hpp"

#include <vector>

#include "atoll/translate/branching.hpp"

namespace atl::runtime {

using translate::may_branch;

void keep_branches_together(graph::PhysicalGraph const& graph, graph::Placement& placement)
{
    std::vector<bool> seen(graph.size());
    std::vector<DropId> waiting;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const first{i};
        if (seen[i] || !may_branch(graph.drop_template(first)) ||
            graph.successors(first).size() < 2) {
            continue;
        }
        seen[i] = true;
        waiting.push_back(first);
        while (!waiting.empty()) {
            auto const branch = waiting.back();
            waiting.pop_back();
            placement[branch.index()] = placement[i];
            for (auto const output : graph.successors(branch)) {
                placement[output.index()] = placement[i];
                for (auto const other : graph.predecessors(output)) {
                    if (!seen[other.index()] && may_branch(graph.drop_template(other))) {
                        seen[other.index()] = true;
                        waiting.push_back(other);
                    }
                }
            }
        }
    }
}

}  // namespace atl::runtime
