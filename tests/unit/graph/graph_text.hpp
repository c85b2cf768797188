#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "atoll/graph/read_graph.hpp"

namespace atl::graph::testing {

/// Reads \p json as "g.json".
[[nodiscard]] inline ReadResult read(std::string_view json)
{
    return read_physical_graph(json, "g.json");
}

/// A memory drop, with \p more fields (`,"key":value`).
[[nodiscard]] inline std::string data(std::string_view oid, std::string_view more = "")
{
    return fmt::format(
        R"({{"oid":"{}","categoryType":"Data","dropclass":"dlg.data.drops.memory.InMemoryDROP"{}}})",
        oid,
        more);
}

/// A copy app, with \p more fields.
[[nodiscard]] inline std::string app(std::string_view oid, std::string_view more = "")
{
    return fmt::format(
        R"({{"oid":"{}","categoryType":"Application","dropclass":"dlg.apps.simple.CopyApp"{}}})",
        oid,
        more);
}

[[nodiscard]] inline std::vector<std::string> oids(PhysicalGraph const& graph,
                                                   std::span<DropId const> drops)
{
    std::vector<std::string> result;
    for (auto const drop : drops) {
        result.push_back(graph.oid(drop));
    }
    return result;
}

/// Drop called \p oid. \pre there is one.
[[nodiscard]] inline DropId find(PhysicalGraph const& graph, std::string_view oid)
{
    std::uint32_t i = 0;
    while (graph.oid(DropId{i}) != oid) {
        ++i;
    }
    return DropId{i};
}

/// Oids of the successors of drop \p oid.
[[nodiscard]] inline std::vector<std::string> after(PhysicalGraph const& graph,
                                                    std::string_view oid)
{
    return oids(graph, graph.successors(find(graph, oid)));
}

/// Oids of the predecessors of drop \p oid.
[[nodiscard]] inline std::vector<std::string> before(PhysicalGraph const& graph,
                                                     std::string_view oid)
{
    return oids(graph, graph.predecessors(find(graph, oid)));
}

/// Ports of the first successor of drop \p oid.
[[nodiscard]] inline PortPair first_ports(PhysicalGraph const& graph, std::string_view oid)
{
    return graph.port_pairs()[graph.successor_ports(find(graph, oid)).front()];
}

/// Problem \p index in words: "where | what | hint".
[[nodiscard]] inline std::string problem(Diagnostics const& diagnostics, std::size_t index = 0)
{
    auto const& found = diagnostics.problems().at(index);
    return fmt::format("{} | {} | {}", found.where, found.what, found.hint);
}

}  // namespace atl::graph::testing
