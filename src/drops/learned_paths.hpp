#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "atoll/graph/part.hpp"

#include "drops/template_set.hpp"

namespace atl::drops {

/// Paths that producers know for data drops without one of their own, by number in \p part.
[[nodiscard]] std::unordered_map<std::uint32_t, std::string> find_learned_paths(
    graph::Part const& part, TemplateSet const& templates);

}  // namespace atl::drops
