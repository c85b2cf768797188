#include "graph/graph_hash.hpp"

#include <vector>

#include "graph/text_hash.hpp"

namespace atl::graph {

std::uint64_t graph_hash(PhysicalGraph const& graph, std::span<std::uint64_t const> template_hashes)
{
    auto const hash_of = [&](DropId drop) {
        return text_hash(graph.oid_tail(drop), text_hash(graph.oid_head(drop)));
    };
    std::vector<std::uint64_t> ports;
    for (auto const& pair : graph.port_pairs()) {
        ports.push_back(
            mix(text_hash(pair.app_port), text_hash(pair.data_port, pair.streaming ? 1 : 0)));
    }
    std::vector<std::uint64_t> identities(graph.size());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        identities[i] = hash_of(DropId{i});
    }
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const drop{i};
        std::uint64_t inputs = 0;
        auto const before = graph.predecessors(drop);
        auto const names = graph.predecessor_ports(drop);
        for (std::size_t k = 0; k < before.size(); ++k) {
            inputs = mix(inputs ^ identities[before[k].index()], ports[names[k]] + k);
        }
        sum += mix(identities[i] ^ inputs, template_hashes[graph.template_of(drop).index()]);
    }
    return mix(sum, graph.size());
}

}  // namespace atl::graph
