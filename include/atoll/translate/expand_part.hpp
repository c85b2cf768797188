#pragma once

#include <memory>

#include "atoll/core/ids.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/translate/ownership.hpp"
#include "atoll/translate/template_graph.hpp"

namespace atl::translate {

/// The part of \p rank in a world of \p ranks, made from the rules alone: what the engine reads
/// often is in arrays (about 17 bytes a drop and 4 a relation), the rest is computed when asked
/// for.
///
/// Ghosts are in the order of (owner, number of the drop), and an owner calls them by their place
/// among its own: so two ranks need not agree on numbers. Takes O(own drops + their relations).
[[nodiscard]] graph::Part expand_part(std::shared_ptr<TemplateGraph const> graph,
                                      std::shared_ptr<Ownership const> ownership,
                                      RankId rank,
                                      std::uint32_t ranks);

}  // namespace atl::translate
