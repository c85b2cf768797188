#pragma once

#include <cstdint>
#include <vector>

#include "atoll/graph/summary.hpp"
#include "atoll/translate/template_graph.hpp"

namespace atl::translate {

/// What graph::summarize() says of the drops of \p graph. Cost independent of their number, except
/// for irregular roots (O(one period of the rules into their block)).
[[nodiscard]] graph::GraphSummary summarize(TemplateGraph const& graph);

/// [templates] How many drops each template of \p graph has.
[[nodiscard]] std::vector<std::uint64_t> drops_by_template(TemplateGraph const& graph);

}  // namespace atl::translate
