#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/drop_template.hpp"
#include "atoll/graph/head_numbers.hpp"
#include "atoll/graph/packed_texts.hpp"
#include "atoll/graph/template_table.hpp"

namespace atl::graph {

/// Port names of one relation, as each side calls it; empty when the graph does not say.
struct PortPair {
    std::string app_port;
    std::string data_port;
    bool streaming{false};
};

/// A physical graph (template) in arrays: drops 0..size-1, relations in both directions in CSR
/// form.
///
/// Built by read_physical_graph() or by GraphBuilder, then constant. About 30 bytes a drop with one
/// relation each, and 16 a template beside its text. Reading is safe from any thread.
///
/// An app's successors are its outputs and its predecessors its inputs; a data drop's successors
/// are its consumers and its predecessors its producers. Both keep the order of first mention in
/// the file. App-to-app links of a file have an implicit event drop (Component::null_data, oid
/// "<from>-<to>-event") between them.
class PhysicalGraph {
  public:
    [[nodiscard]] std::uint32_t size() const noexcept
    {
        return static_cast<std::uint32_t>(template_of_.size());
    }
    [[nodiscard]] std::size_t edge_count() const noexcept { return successors_.size(); }

    [[nodiscard]] TemplateTable const& templates() const noexcept { return templates_; }
    [[nodiscard]] TemplateId template_of(DropId drop) const noexcept
    {
        return template_of_[drop.index()];
    }
    [[nodiscard]] DropTemplate drop_template(DropId drop) const noexcept
    {
        return templates_[template_of(drop).index()];
    }
    /// The template's JSON object without identity, relations and placement; valid as long as the
    /// graph.
    [[nodiscard]] std::string_view body(TemplateId id) const noexcept
    {
        return templates_.body(id.index());
    }
    /// The template's `name` (or `nm`), "" when it has none.
    [[nodiscard]] std::string_view name(TemplateId id) const noexcept
    {
        return templates_.name(id.index());
    }

    [[nodiscard]] std::string oid(DropId drop) const;
    /// The oid up to and including its last '_' ("" when it has none), and what follows.
    [[nodiscard]] std::string_view oid_head(DropId drop) const noexcept;
    [[nodiscard]] std::string_view oid_tail(DropId drop) const noexcept;
    /// Number of the oid's head: drops of one node of the logical graph have the same.
    [[nodiscard]] std::uint32_t head_of(DropId drop) const noexcept
    {
        return head_of_.get(drop, template_of(drop));
    }
    [[nodiscard]] std::uint32_t head_count() const noexcept
    {
        return static_cast<std::uint32_t>(head_offsets_.size() - 1);
    }
    /// The index path after the oid's last '_', for instance "0-3-1"; "0" when there is none.
    [[nodiscard]] std::string_view iid(DropId drop) const noexcept;

    [[nodiscard]] std::span<DropId const> successors(DropId drop) const noexcept;
    [[nodiscard]] std::span<DropId const> predecessors(DropId drop) const noexcept;
    /// Index into port_pairs() of each successor (predecessor).
    [[nodiscard]] std::span<std::uint16_t const> successor_ports(DropId drop) const noexcept;
    [[nodiscard]] std::span<std::uint16_t const> predecessor_ports(DropId drop) const noexcept;
    [[nodiscard]] std::span<PortPair const> port_pairs() const noexcept { return port_pairs_; }

    /// `node` and `island` of the file: index into places(), or no_place.
    static constexpr std::uint16_t no_place = 0xffff;
    [[nodiscard]] std::uint16_t node(DropId drop) const noexcept;
    [[nodiscard]] std::uint16_t island(DropId drop) const noexcept;
    [[nodiscard]] std::span<std::string const> places() const noexcept { return places_; }

    /// Name of the graph: the first element of `[name, [...]]`, else the file's stem.
    [[nodiscard]] std::string const& graph_name() const noexcept { return graph_name_; }
    /// The reprodata trailer's JSON text, "{}" when there was none.
    [[nodiscard]] std::string const& reprodata() const noexcept { return reprodata_; }
    /// XXH3-like 64-bit hash over templates, identities and relations: equal graphs, equal hash.
    [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }

  private:
    friend class GraphBuilder;

    TemplateTable templates_;
    std::vector<TemplateId> template_of_;
    // Identity: oid = head + tail; the tail is what follows the last '_'.
    HeadNumbers head_of_;
    PackedTexts tails_;
    std::vector<std::uint32_t> head_offsets_{0};
    std::vector<char> heads_;
    // Relations.
    std::vector<std::uint32_t> successor_offsets_;
    std::vector<DropId> successors_;
    std::vector<std::uint16_t> successor_ports_;
    std::vector<std::uint32_t> predecessor_offsets_;
    std::vector<DropId> predecessors_;
    std::vector<std::uint16_t> predecessor_ports_;
    std::vector<PortPair> port_pairs_;
    // Placement of the file; empty when it has none.
    struct Site {
        std::uint16_t node{no_place};
        std::uint16_t island{no_place};
        friend auto operator<=>(Site const&, Site const&) = default;
    };
    std::vector<std::uint16_t> site_of_;  // [drops] index into sites_
    std::vector<Site> sites_;
    std::vector<std::string> places_;
    std::string graph_name_;
    std::string reprodata_{"{}"};
    std::uint64_t hash_{0};
};

}  // namespace atl::graph
