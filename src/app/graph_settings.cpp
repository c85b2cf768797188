#include "app/graph_settings.hpp"

#include <algorithm>
#include <iterator>

#include "atoll/graph/read_logical_graph.hpp"

namespace atl::app {
namespace {

/// Whether \p set begins with the id or name of a node of \p graph and a dot.
[[nodiscard]] bool names_node(graph::LogicalGraph const& graph, std::string const& set)
{
    auto const key = set.substr(0, set.find('='));
    auto const target = key.substr(0, key.rfind('.'));
    return target.size() < key.size() &&
           std::ranges::any_of(graph.nodes, [&](graph::LogicalNode const& node) {
               return node.id == target || node.name == target;
           });
}

}  // namespace

std::vector<std::string> take_graph_settings(graph::GraphFile const& file,
                                             std::vector<std::string>& sets)
{
    std::vector<std::string> taken;
    if (sets.empty() || file.form() == graph::GraphForm::physical) {
        return taken;
    }
    auto const logical = graph::read_logical_graph(file.text(), file.name());
    auto const first = std::stable_partition(sets.begin(), sets.end(), [&](std::string const& set) {
        return !names_node(logical.graph, set);
    });
    std::move(first, sets.end(), std::back_inserter(taken));
    sets.erase(first, sets.end());
    return taken;
}

}  // namespace atl::app
