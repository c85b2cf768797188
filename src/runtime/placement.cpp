#include "runtime/placement.hpp"

#include <vector>

namespace atl::runtime {
namespace {

using graph::Component;

bool may_branch(graph::DropTemplate const& drop)
{
    switch (drop.component) {
        case Component::simple_branch_app:
        case Component::plugin_app:
        case Component::python_app:
        case Component::external_app:
            return true;
        default:
            return false;
    }
}

}  // namespace

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
