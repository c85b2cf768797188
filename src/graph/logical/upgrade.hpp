#pragma once

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Brings a graph of any generation to EAGLE's id-based form: every node has a text `id`, a `name`,
/// a `categoryType`, lists of fields and, inside a group, `parentId`; links name ids.
///
/// Nodes that are not objects and links without ends are errors.
void upgrade(Document& document);

}  // namespace atl::graph::logical
