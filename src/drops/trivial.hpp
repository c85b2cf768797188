#pragma once

#include <vector>

#include "atoll/graph/part.hpp"

#include "drops/template_set.hpp"

namespace atl::drops {

/// True for apps that only wait for their inputs.
[[nodiscard]] bool writes_nothing(graph::DropTemplate const& app) noexcept;

/// [templates] True where no drop of the template ever does anything: barriers between data that
/// stays empty, and such data. The engine then need not call for them.
[[nodiscard]] std::vector<bool> trivial_templates(graph::Part const& part, TemplateSet const& set);

}  // namespace atl::drops
