#pragma once

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Turns schema V4 (`nodes` and `edges` as objects by id) into `nodeDataArray` and `linkDataArray`;
/// leaves other documents alone. Apps that are embedded in a construct become its app fields.
void upgrade_v4(Document& document);

}  // namespace atl::graph::logical
