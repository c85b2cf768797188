#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/ownership.hpp"
#include "atoll/translate/template_graph.hpp"

namespace atl::runtime {

/// What the island manager knows of the session's drops, whether they are in arrays or follow from
/// rules.
class DropCatalog {
  public:
    virtual ~DropCatalog() = default;

    [[nodiscard]] virtual std::uint32_t size() const = 0;
    [[nodiscard]] virtual std::string oid(DropId drop) const = 0;
    /// Letters of the longest oid, or a little more.
    [[nodiscard]] virtual std::size_t longest_oid() const = 0;
    [[nodiscard]] virtual TemplateId template_of(DropId drop) const = 0;
    [[nodiscard]] virtual RankId rank_of(DropId drop) const = 0;
    [[nodiscard]] virtual std::uint64_t hash() const = 0;
    /// A graph with the templates of the session's.
    [[nodiscard]] virtual graph::PhysicalGraph const& templates() const = 0;

  protected:
    DropCatalog() = default;
    DropCatalog(DropCatalog const&) = delete;
    DropCatalog& operator=(DropCatalog const&) = delete;
};

/// The catalog of \p graph, every drop of which was placed.
[[nodiscard]] std::unique_ptr<DropCatalog> make_catalog(graph::PhysicalGraph graph,
                                                        graph::Placement placement);

/// The catalog of a graph of templates.
[[nodiscard]] std::unique_ptr<DropCatalog> make_catalog(
    std::shared_ptr<translate::TemplateGraph const> graph, translate::Ownership ownership);

}  // namespace atl::runtime
