#include "translate/unroll/index_spaces.hpp"

#include <algorithm>

#include "translate/unroll/place.hpp"
#include "translate/unroll/saturating.hpp"

namespace atl::translate {

using graph::Construct;
using graph::LogicalNode;

IndexSpaces::IndexSpaces(graph::LogicalGraph const& graph, Diagnostics& diagnostics)
    : graph_(graph),
      diagnostics_(diagnostics),
      inputs_(graph.nodes.size(), LogicalNode::none),
      repeats_(graph.nodes.size(), 0),
      in_progress_(graph.nodes.size(), 0)
{
    for (auto const& link : graph.links) {
        if (inputs_[link.to] == LogicalNode::none) {
            inputs_[link.to] = link.from;
        }
    }
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        static_cast<void>(compute(node));
    }
}

std::uint64_t IndexSpaces::compute(std::uint32_t node)
{
    if (repeats_[node] != 0) {
        return repeats_[node];
    }
    if (in_progress_[node] != 0) {
        diagnostics_.error(place_of(graph_, node),
                           "how often this group repeats depends on itself",
                           "its input must come from outside the group");
        return 1;
    }
    in_progress_[node] = 1;
    auto const construct = graph_.nodes[node].construct;
    std::uint64_t result = 1;
    if (construct == Construct::gather) {
        result = gather_repeat(node);
    } else if (construct == Construct::group_by) {
        result = group_by_repeat(node);
    } else {
        result = graph_.nodes[node].count;
    }
    in_progress_[node] = 0;
    repeats_[node] = std::max<std::uint64_t>(1, result);
    return repeats_[node];
}

std::uint64_t IndexSpaces::gather_repeat(std::uint32_t node)
{
    auto const input = inputs_[node];
    if (input == LogicalNode::none) {
        diagnostics_.warning(place_of(graph_, node),
                             "the gather has no input; its members exist once");
        return 1;
    }
    std::uint64_t inputs = 1;
    if (graph_.nodes[input].construct == Construct::group_by) {
        inputs = compute(input);
    }
    for (auto group = graph_.nodes[input].parent; group != LogicalNode::none;
         group = graph_.nodes[group].parent) {
        auto outer = graph_.nodes[node].parent;
        while (outer != LogicalNode::none && outer != group) {
            outer = graph_.nodes[outer].parent;
        }
        if (outer == group || group == node) {
            break;
        }
        inputs = saturating_product(inputs, compute(group));
    }
    if (graph_.nodes[input].construct == Construct::processes) {
        inputs = saturating_product(inputs, graph_.nodes[input].count);
    }
    auto const width = graph_.nodes[node].width;
    return inputs / width + (inputs % width == 0 ? 0 : 1);
}

std::uint64_t IndexSpaces::group_by_repeat(std::uint32_t node)
{
    std::uint64_t result = 1;
    auto const scatters = grouping_scatters(node);
    if (scatters.empty()) {
        diagnostics_.warning(place_of(graph_, node),
                             "the group-by has no input inside a scatter; it makes one group");
    }
    for (auto const scatter : scatters) {
        result = saturating_product(result, compute(scatter));
    }
    return result;
}

std::vector<std::uint32_t> IndexSpaces::grouping_scatters(std::uint32_t node) const
{
    std::vector<std::uint32_t> result;
    auto const input = inputs_[node];
    if (input == LogicalNode::none) {
        return result;
    }
    auto const& keys = graph_.nodes[node].group_keys;
    auto group = graph_.nodes[input].parent;
    if (keys.empty()) {
        return group == LogicalNode::none ? result : std::vector{group};
    }
    for (; group != LogicalNode::none; group = graph_.nodes[group].parent) {
        auto id = graph_.nodes[group].id;
        id.erase(std::min(id.find('#'), id.size()));
        if (std::ranges::find(keys, id) != keys.end()) {
            result.push_back(group);
        }
    }
    if (result.size() != keys.size()) {
        diagnostics_.error(place_of(graph_, node),
                           "not every id in its 'group_key' is a scatter around its input",
                           "name the ids of enclosing scatters, separated by commas");
    }
    return result;
}

std::vector<Axis> IndexSpaces::axes(std::uint32_t node) const
{
    std::vector<Axis> result;
    if (graph_.nodes[node].construct == Construct::processes) {
        result.push_back({node, graph_.nodes[node].count});
    }
    for (auto group = graph_.nodes[node].parent; group != LogicalNode::none;
         group = graph_.nodes[group].parent) {
        result.push_back({group, repeats_[group]});
    }
    std::ranges::reverse(result);
    return result;
}

std::vector<Axis> IndexSpaces::member_axes(std::uint32_t node) const
{
    auto result = axes(node);
    result.push_back({node, repeats_[node]});
    return result;
}

std::size_t shared_axes(std::vector<Axis> const& a, std::vector<Axis> const& b)
{
    auto const same = [](Axis const& x, Axis const& y) { return x.group == y.group; };
    return static_cast<std::size_t>(std::distance(
        a.begin(), std::mismatch(a.begin(), a.end(), b.begin(), b.end(), same).first));
}

std::uint64_t size_of(std::vector<Axis> const& axes, std::size_t begin, std::size_t end)
{
    std::uint64_t result = 1;
    for (auto i = begin; i < end; ++i) {
        result = saturating_product(result, axes[i].size);
    }
    return result;
}

}  // namespace atl::translate
