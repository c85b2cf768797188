#pragma once

#include <cstdint>
#include <span>

#include "atoll/translate/template_block.hpp"
#include "atoll/translate/template_relation.hpp"

namespace atl::translate {

/// Whether the rules alone show that no drop waits for itself; false: perhaps one does.
///
/// Blocks that feed each other in a circle are a loop when each way round steps from one iteration
/// to a later one: the number of the iteration (of the outermost loop) never falls along a
/// relation, and rises along those from one iteration to the next. Without the latter, no circle
/// may be left, or it must be shown to be one of an inner loop. O(loops x relations).
[[nodiscard]] bool is_acyclic_by_rules(std::span<TemplateBlock const> blocks,
                                       std::span<TemplateRelation const> relations);

}  // namespace atl::translate
