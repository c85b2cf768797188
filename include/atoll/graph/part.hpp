#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/core/remote_target.hpp"
#include "atoll/graph/drop_template.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// Which rank owns every drop.
using Placement = std::vector<RankId>;

/// What a part computes from rules instead of keeping it in arrays: neighbours and identities.
/// Thread-safe.
class PartRules {
  public:
    /// Takes a neighbour (local index) and the names of the ports (index into port_pairs).
    using Visitor = std::function<void(std::uint32_t drop, std::uint16_t ports)>;

    virtual ~PartRules() = default;

    /// As Part::for_each_input() and for_each_output().
    virtual void visit_inputs(std::uint32_t owned, Visitor const& visit) const = 0;
    virtual void visit_outputs(std::uint32_t owned, Visitor const& visit) const = 0;
    [[nodiscard]] virtual std::uint32_t input_count(std::uint32_t owned) const = 0;
    /// As Part::input_counts().
    [[nodiscard]] virtual std::vector<std::uint32_t> input_counts() const = 0;
    [[nodiscard]] virtual DropId drop(std::uint32_t local) const = 0;
    [[nodiscard]] virtual std::string oid(std::uint32_t local) const = 0;
    [[nodiscard]] virtual std::string iid(std::uint32_t local) const = 0;

  protected:
    PartRules() = default;
    PartRules(PartRules const&) = delete;
    PartRules& operator=(PartRules const&) = delete;
};

/// What one rank needs of a physical graph: its own drops and ghosts of the neighbours it does not
/// own.
///
/// Local indexes: [0, owned) are the rank's drops in ascending global order, [owned, owned +
/// ghosts) are drops of other ranks that feed a local one or are fed by one. Made by split_graph()
/// and sent as bytes, or made by translate::expand_part() where it is needed; then constant.
///
/// With `rules` the arrays of relations and identities (inputs, outputs, heads, tails, global) are
/// empty: read them by the functions, which serve both.
struct Part {
    std::uint32_t owned{0};
    std::vector<DropId> global;              ///< [owned + ghosts] id in the whole graph.
    std::vector<std::uint32_t> ghost_rank;   ///< [ghosts] owner of each ghost.
    std::vector<std::uint32_t> template_of;  ///< [owned + ghosts] index into templates.
    std::vector<DropTemplate> templates;
    std::vector<std::uint32_t> successor_offsets;  ///< [owned + ghosts + 1]
    std::vector<std::uint32_t>
        successors;  ///< Owned drops only: whom an event of the drop reaches here.
    std::vector<std::uint32_t> remote_offsets;  ///< [owned + 1], or empty: no remotes.
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
    std::vector<std::uint8_t>
        template_priority;  ///< [templates] Instead, when `priority` is empty.
    /// [templates] What the predecessors of each template's drops may be; empty: look at the drops.
    std::vector<std::vector<std::uint32_t>> fed_by;
    std::vector<char> texts;                   ///< Template bodies, one after the other.
    std::vector<std::uint64_t> body_begin{0};  ///< [templates + 1] Places in `texts`.
    std::vector<std::string> heads;            ///< Identity as in PhysicalGraph.
    std::vector<std::uint32_t> head_of;        ///< [owned + ghosts]
    std::vector<std::uint32_t> tail_offsets;   ///< [owned + ghosts + 1]
    std::vector<char> tails;
    /// [ranks] From where on each rank counts the ghosts that it names in events; empty: from 0.
    std::vector<std::uint32_t> first_ghost;
    std::shared_ptr<PartRules const> rules;

    [[nodiscard]] std::uint32_t size() const noexcept
    {
        return static_cast<std::uint32_t>(template_of.size());
    }
    /// Number of \p local in the whole graph.
    [[nodiscard]] DropId drop(std::uint32_t local) const
    {
        return rules ? rules->drop(local) : global[local];
    }
    /// Local index of own drop \p drop; nothing when another rank owns it. O(log owned).
    [[nodiscard]] std::optional<std::uint32_t> find_owned(DropId drop) const;
    /// Local index of the ghost that \p sender calls \p number in an event.
    [[nodiscard]] std::uint32_t ghost_of(RankId sender, std::uint32_t number) const noexcept
    {
        return first_ghost.empty() ? number : first_ghost[sender.index()] + number;
    }
    [[nodiscard]] std::string oid(std::uint32_t local) const;
    [[nodiscard]] std::string iid(std::uint32_t local) const;
    /// How many predecessors own drop \p local has.
    [[nodiscard]] std::uint32_t input_count(std::uint32_t local) const
    {
        return rules ? rules->input_count(local)
                     : input_offsets[local + std::size_t{1}] - input_offsets[local];
    }
    /// [owned] The same for all own drops.
    [[nodiscard]] std::vector<std::uint32_t> input_counts() const;
    /// How many other ranks must hear of own drop \p local.
    [[nodiscard]] std::uint32_t remote_count(std::uint32_t local) const noexcept
    {
        return remote_offsets.empty()
                   ? 0
                   : remote_offsets[local + std::size_t{1}] - remote_offsets[local];
    }
    /// Calls \p visit(local index, ports) for each predecessor of own drop \p local, in file order.
    template <typename Visit>
    void for_each_input(std::uint32_t local, Visit&& visit) const
    {
        if (rules) {
            return rules->visit_inputs(local, std::ref(visit));
        }
        for (auto at = input_offsets[local]; at < input_offsets[local + std::size_t{1}]; ++at) {
            visit(inputs[at], input_ports[at]);
        }
    }
    /// Same for each successor.
    template <typename Visit>
    void for_each_output(std::uint32_t local, Visit&& visit) const
    {
        if (rules) {
            return rules->visit_outputs(local, std::ref(visit));
        }
        for (auto at = output_offsets[local]; at < output_offsets[local + std::size_t{1}]; ++at) {
            visit(outputs[at], output_ports[at]);
        }
    }
    [[nodiscard]] std::string_view body(std::uint32_t template_index) const noexcept;
    void add_template(DropTemplate const& properties, std::string_view body);
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
