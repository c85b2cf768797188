#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"

#include "drops/data_kind.hpp"

namespace atl::drops {

/// Finds files (and datasets of HDF5 files) that apps write through more than one drop.
///
/// Only templates whose drops all have one path are looked at: paths that follow from the uid
/// differ from drop to drop.
class WrittenPaths {
  public:
    /// \p graph must outlive this, and \p drops [templates], or nothing: how many drops of each
    /// template those of \p graph stand for.
    WrittenPaths(graph::PhysicalGraph const& graph, std::span<std::uint64_t const> drops)
        : graph_(&graph), drops_(drops)
    {
    }

    /// \p kind is the behaviour of template \p id. \throws Error{invalid_graph}
    void note(TemplateId id, DataKind const& kind);
    /// All drops of template \p id are at \p url.
    void note(TemplateId id, std::string url);

    /// An error for two drops of different nodes of the drawing that may be written at once; a
    /// warning where one is written after the other, or where a node has many drops and one path.
    void report(Diagnostics& diagnostics);

  private:
    /// Drops of one template that apps write.
    struct Writers {
        DropId first;
        DropId last;
        std::uint64_t count{0};
    };

    [[nodiscard]] std::vector<Writers> writers() const;
    /// \p by_template  Writers of each template; paths_ is sorted.
    void report_datasets_in_files(std::vector<Writers> const& by_template, Diagnostics& to) const;
    [[nodiscard]] std::uint64_t stands_for(DropId drop) const;
    void report_many(std::string_view file, DropId drop, Diagnostics& to) const;
    void report_pair(std::string_view file, DropId first, DropId second, Diagnostics& to) const;

    graph::PhysicalGraph const* graph_;
    std::span<std::uint64_t const> drops_;
    std::vector<std::pair<std::string, TemplateId>> paths_;
};

}  // namespace atl::drops
