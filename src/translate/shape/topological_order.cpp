#include "translate/shape/topological_order.hpp"

namespace atl::translate {

std::vector<DropId> topological_order(graph::PhysicalGraph const& graph)
{
    std::vector<std::uint32_t> waiting(graph.size());
    std::vector<DropId> order;
    order.reserve(graph.size());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        waiting[i] = static_cast<std::uint32_t>(graph.predecessors(DropId{i}).size());
        if (waiting[i] == 0) {
            order.emplace_back(i);
        }
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        for (auto const successor : graph.successors(order[next])) {
            if (--waiting[successor.index()] == 0) {
                order.push_back(successor);
            }
        }
    }
    return order;
}

}  // namespace atl::translate
