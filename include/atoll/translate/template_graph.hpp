#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/template_block.hpp"
#include "atoll/translate/template_relation.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// A physical graph decided per template: which drops there are, what they are called and whom they
/// feed follows from (block, index). Its size does not depend on the number of drops.
///
/// Its drops have the numbers, oids, templates and relations that expand() gives them. Constant;
/// reading is safe from any thread.
class TemplateGraph {
  public:
    /// \p representatives  the first drop of each block (and events between them): templates.
    TemplateGraph(graph::PhysicalGraph representatives,
                  std::vector<TemplateBlock> blocks,
                  std::vector<TemplateRelation> relations,
                  std::vector<graph::PortPair> port_pairs);

    /// How many drops there are.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] std::span<TemplateBlock const> blocks() const noexcept { return blocks_; }
    [[nodiscard]] std::span<TemplateRelation const> relations() const noexcept
    {
        return relations_;
    }
    /// Relations (by index) from \p block, and those to it, each in the order in which a drop lists
    /// its neighbours.
    [[nodiscard]] std::span<std::uint32_t const> outgoing(std::uint32_t block) const noexcept
    {
        return outgoing_[block];
    }
    [[nodiscard]] std::span<std::uint32_t const> incoming(std::uint32_t block) const noexcept
    {
        return incoming_[block];
    }
    [[nodiscard]] std::span<graph::PortPair const> port_pairs() const noexcept
    {
        return port_pairs_;
    }
    /// A small graph with the same templates: their properties, bodies and names.
    [[nodiscard]] graph::PhysicalGraph const& representatives() const noexcept
    {
        return representatives_;
    }
    [[nodiscard]] graph::DropTemplate properties(std::uint32_t block) const noexcept
    {
        return representatives_.templates()[blocks_[block].drop_template.index()];
    }

    /// The block of \p drop. O(log blocks).
    [[nodiscard]] std::uint32_t block_of(DropId drop) const noexcept;
    /// Appends the oid of drop \p index of \p block to \p text.
    void append_oid(std::uint32_t block, std::uint64_t index, std::string& text) const;
    [[nodiscard]] std::string oid(DropId drop) const;
    /// The drop called \p oid; nothing when there is none. O(blocks).
    [[nodiscard]] std::optional<DropId> find(std::string_view oid) const;
    /// Letters of the longest oid, or a little more.
    [[nodiscard]] std::size_t longest_oid() const;
    /// Hash over templates, identities and relations; other than PhysicalGraph::hash().
    [[nodiscard]] std::uint64_t hash() const noexcept;

  private:
    [[nodiscard]] std::optional<std::uint64_t> find_in(std::uint32_t block,
                                                       std::string_view oid) const;

    graph::PhysicalGraph representatives_;
    std::vector<TemplateBlock> blocks_;
    std::vector<TemplateRelation> relations_;
    std::vector<graph::PortPair> port_pairs_;
    std::vector<std::vector<std::uint32_t>> outgoing_;  // [blocks]
    std::vector<std::vector<std::uint32_t>> incoming_;  // [blocks]
    std::uint64_t size_{0};
};

/// \p plan of \p graph as a TemplateGraph. Errors of the graph (data linked to data, cycles) go to
/// \p diagnostics.
///
/// \returns nothing when the graph has errors, or when its regularity does not go far enough: two
/// rules join the same blocks in different ways, or it cannot be shown per template that no drop
/// waits for itself. Such graphs must be expanded.
[[nodiscard]] std::optional<TemplateGraph> make_template_graph(graph::LogicalGraph const& graph,
                                                               UnrollPlan const& plan,
                                                               UnrollOptions const& options,
                                                               Diagnostics& diagnostics);

}  // namespace atl::translate
