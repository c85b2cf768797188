#include "translate/partition/edge_zeroing.hpp"

#include <algorithm>

#include "translate/partition/exclusive_sections.hpp"
#include "translate/partition/parallelism_profile.hpp"
#include "translate/shape/path_lengths.hpp"

namespace atl::translate {

std::vector<HeavyEdge> heaviest_edges(graph::PhysicalGraph const& graph)
{
    std::vector<HeavyEdge> edges;
    edges.reserve(graph.edge_count());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const& from = graph.drop_template(DropId{i});
        for (auto const to : graph.successors(DropId{i})) {
            float const bytes =
                from.kind == DropKind::data ? from.weight : graph.drop_template(to).weight;
            edges.push_back({i, to.value, bytes});
        }
    }
    std::ranges::stable_sort(edges, std::ranges::greater{}, &HeavyEdge::bytes);
    return edges;
}

DropClusters section_clusters(graph::PhysicalGraph const& graph)
{
    DropClusters clusters{graph.size()};
    auto const sections = find_sections(graph);
    for (std::uint32_t i = 0; sections.count() > 0 && i < graph.size(); ++i) {
        if (sections.of(i) != ExclusiveSections::none && sections.first(i) != i) {
            clusters.join(clusters.root(sections.first(i)), clusters.root(i));
        }
    }
    return clusters;
}

DropClusters zero_edges(graph::PhysicalGraph const& graph,
                        std::span<HeavyEdge const> edges,
                        ZeroingLimits const& limits)
{
    auto const paths = path_lengths(graph);
    auto clusters = section_clusters(graph);
    std::vector<ParallelismProfile> profile(graph.size());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const& about = graph.drop_template(DropId{i});
        if (about.kind == DropKind::app) {
            profile[clusters.root(i)].add(
                paths.head[i], paths.head[i] + about.weight, about.num_cpus);
        }
    }
    for (auto const& edge : edges) {
        if (clusters.count() <= limits.clusters) {
            break;
        }
        auto const a = clusters.root(edge.from);
        auto const b = clusters.root(edge.to);
        if (a == b) {
            continue;
        }
        auto const allowed =
            std::max({limits.max_parallelism, profile[a].peak(), profile[b].peak()});
        if (profile[a].peak_with(profile[b]) <= allowed) {
            auto const root = clusters.join(a, b);
            profile[root].merge(std::move(profile[root == a ? b : a]));
        }
    }
    return clusters;
}

}  // namespace atl::translate
