#pragma once

#include <string>
#include <vector>

#include "atoll/graph/graph_file.hpp"

namespace atl::app {

/// Takes out of \p sets ("KEY=VALUE") those that change the logical graph in \p file: whose key is
/// the id or name of one of its nodes, a dot and a parameter. Of a physical graph there are none.
/// \returns what was taken, in the order of \p sets.
[[nodiscard]] std::vector<std::string> take_graph_settings(graph::GraphFile const& file,
                                                           std::vector<std::string>& sets);

}  // namespace atl::app
