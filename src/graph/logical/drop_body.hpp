#pragma once

#include "atoll/graph/read_logical_graph.hpp"

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// What all drops of a node have in common.
struct DropBody {
    std::string json;  ///< Members of a JSON object, without braces.
    double weight{1};
    DropKind kind{DropKind::data};
};

/// The drop of \p node as DALiuGE describes it: base keys, class, weight, fields as they are and
/// flattened. Identity, relations and placement are not in it. \pre attributes are collected.
[[nodiscard]] DropBody make_drop_body(Json const& node, LogicalGraphOptions const& options);

}  // namespace atl::graph::logical
