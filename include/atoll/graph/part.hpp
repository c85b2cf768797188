#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/core/remote_target.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// Which rank owns every drop.
using Placement = std::vector<RankId>;

/// What one rank needs of a physical graph: its own drops and ghosts of the neighbours it does not
/// own.
///
/// Local indexes: [0, owned) are the rank's drops in ascending global order, [owned, owned +
/// ghosts) are drops of other ranks that feed a local one or are fed by one. Made by split_graph(),
/// sent as bytes, then constant.
struct Part {
    std::uint32_t owned{0};
    std::vector<DropId> global;              ///< [owned + ghosts] id in the whole graph.
    std::vector<std::uint32_t> ghost_rank;   ///< [ghosts] owner of each ghost.
    std::vector<std::uint32_t> template_of;  ///< [owned + ghosts] index into templates.
    std::vector<DropTemplate> templates;
    std::vector<std::uint32_t> successor_offsets;  ///< [owned + ghosts + 1]
    std::vector<std::uint32_t>
        successors;  ///< Owned drops only: whom an event of the drop reaches here.
    std::vector<std::uint32_t> remote_offsets;  ///< [owned + 1]
    std::vector<RemoteTarget>
        remotes;  ///< One entry per other rank that has successors of the drop.
    std::vector<std::uint32_t>
        input_offsets;  ///< [owned + 1] all predecessors of owned drops, file order.
    std::vector<std::uint32_t> inputs;       ///< Local indexes, ghosts included.
    std::vector<std::uint16_t> input_ports;  ///< Index into port_pairs.
    std::vector<std::uint32_t>
        output_offsets;                  ///< [owned + 1] all successors of owned drops, file order.
    std::vector<std::uint32_t> outputs;  ///< Local indexes, ghosts included.
    std::vector<std::uint16_t> output_ports;  ///< Index into port_pairs.
    std::vector<PortPair> port_pairs;
    std::vector<std::uint8_t>
        priority;  ///< [owned] Distance to the graph's end, scaled to 0..255; more is sooner.
    std::vector<char> texts;             ///< Template bodies; DropTemplate::body_begin points here.
    std::vector<std::string> heads;      ///< Identity as in PhysicalGraph.
    std::vector<std::uint32_t> head_of;  ///< [owned + ghosts]
    std::vector<std::uint32_t> tail_offsets;  ///< [owned + ghosts + 1]
    std::vector<char> tails;

    [[nodiscard]] std::uint32_t size() const noexcept
    {
        return static_cast<std::uint32_t>(global.size());
    }
    [[nodiscard]] std::string oid(std::uint32_t local) const;
    [[nodiscard]] std::string_view iid(std::uint32_t local) const noexcept;
    [[nodiscard]] std::string_view body(std::uint32_t template_index) const noexcept;
    [[nodiscard]] DropTemplate const& drop_template(std::uint32_t local) const noexcept
    {
        return templates[template_of[local]];
    }
};

/// Length of the longest path from each drop to the end of the graph, in template weights of apps,
/// scaled to 0..255 [graph.size()]; more is sooner. O(drops + edges).
[[nodiscard]] std::vector<std::uint8_t> upward_rank(PhysicalGraph const& graph);

/// The parts of ranks 0..ranks-1. O(drops + edges) in all.
/// \pre placement.size() == graph.size(), every rank in it < ranks.
[[nodiscard]] std::vector<Part> split_graph(PhysicalGraph const& graph,
                                            Placement const& placement,
                                            std::uint32_t ranks);

/// \p part as bytes for another rank of the same build; read_part() reverses it.
[[nodiscard]] std::vector<std::byte> write_part(Part const& part);

/// \throws Error{internal} when \p bytes are not a part.
[[nodiscard]] Part read_part(std::span<std::byte const> bytes);

}  // namespace atl::graph
