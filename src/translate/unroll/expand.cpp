#include <algorithm>
#include <iterator>

#include "atoll/graph/graph_builder.hpp"

#include "translate/unroll/block_template.hpp"
#include "translate/unroll/drop_names.hpp"
#include "translate/unroll/place.hpp"

namespace atl::translate {
namespace {

/// \returns the number of the first drop of each block. Annotations are left out.
[[nodiscard]] std::vector<std::uint32_t> add_drops(graph::LogicalGraph const& graph,
                                                   UnrollPlan const& plan,
                                                   DropNames const& names,
                                                   graph::GraphBuilder& builder,
                                                   Diagnostics& diagnostics)
{
    std::vector<std::uint32_t> first;
    std::string tail;
    for (std::uint32_t block = 0; block < plan.blocks.size(); ++block) {
        auto const& about = plan.blocks[block];
        first.push_back(builder.size());
        if (graph.nodes[about.node].construct == graph::Construct::annotation) {
            continue;
        }
        auto const drop_template = add_block_template(builder, graph, about, diagnostics);
        auto const head = builder.add_head(names.head(block));
        for (std::uint64_t index = 0; index < about.count; ++index) {
            tail.clear();
            names.append_iid(block, index, tail);
            tail += about.group_data ? "-grp-data" : "";
            builder.add_drop(drop_template, head, tail);
        }
    }
    return first;
}

}  // namespace

graph::PhysicalGraph expand(graph::LogicalGraph const& graph,
                            UnrollPlan const& plan,
                            UnrollOptions const& options,
                            Diagnostics& diagnostics)
{
    graph::GraphBuilder builder;
    builder.reserve(plan.drops, plan.edges);
    builder.set_graph_name(graph.name);
    builder.set_reprodata(graph.reprodata);
    auto const first =
        add_drops(graph, plan, DropNames{graph, plan, options}, builder, diagnostics);
    for (auto const& relation : plan.relations) {
        auto const from = first[relation.from];
        auto const to = first[relation.to];
        graph::Relation edge;
        edge.from_port = builder.add_port(relation.from_port);
        edge.to_port = builder.add_port(relation.to_port);
        relation.for_each([&](std::uint64_t s, std::uint64_t t) {
            edge.from = DropId{static_cast<std::uint32_t>(from + s)};
            edge.to = DropId{static_cast<std::uint32_t>(to + t)};
            builder.add_relation(edge);
        });
    }
    return builder.finish(diagnostics, [&](DropId drop) {
        auto const after = std::ranges::upper_bound(first, drop.value);
        auto const block = static_cast<std::size_t>(std::distance(first.begin(), after)) - 1;
        return place_of(graph, plan.blocks[block].node, builder.oid(drop));
    });
}

}  // namespace atl::translate
