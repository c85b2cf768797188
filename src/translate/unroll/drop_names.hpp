#pragma once

#include <string>
#include <vector>

#include "atoll/graph/logical_graph.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// Writes identities of the drops of a plan: `<prefix>_<node id>_0-<index>-<index>...`.
class DropNames {
  public:
    DropNames(graph::LogicalGraph const& graph,
              UnrollPlan const& plan,
              UnrollOptions const& options);

    /// Appends the index path ("0-3-1") of drop \p index of \p block.
    void append_iid(std::uint32_t block, std::uint64_t index, std::string& text) const;
    /// Appends the index path as members of a JSON list ("0,3,1").
    void append_rank(std::uint32_t block, std::uint64_t index, std::string& text) const;
    /// Appends the loop context as JSON: null, or "2", or "1-0".
    void append_loop_context(std::uint32_t block, std::uint64_t index, std::string& text) const;
    /// Appends the whole oid, escaped for JSON.
    void append_oid(std::uint32_t block, std::uint64_t index, std::string& text) const;

    /// What the oids of \p block begin with, up to the last '_', not escaped.
    [[nodiscard]] std::string head(std::uint32_t block) const;

  private:
    void append_path(std::uint32_t block,
                     std::uint64_t index,
                     char separator,
                     std::string& text) const;

    graph::LogicalGraph const& graph_;
    UnrollPlan const& plan_;
    std::string prefix_;
    std::vector<std::string> escaped_heads_;  // [blocks]
};

}  // namespace atl::translate
