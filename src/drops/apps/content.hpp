#pragma once

#include <string>

#include "atoll/drops/app_drop.hpp"

namespace atl::drops {

/// Content that owns \p bytes.
[[nodiscard]] Payload make_payload(std::string bytes);

/// Puts the same content into every output, sharing it.
void put_to_all(AppContext const& context, std::string bytes);

/// The only input. \throws Error{invalid_graph} when there is not exactly one.
[[nodiscard]] Input& only_input(AppContext const& context);
/// The only output. \throws Error{invalid_graph} when there is not exactly one.
[[nodiscard]] Output& only_output(AppContext const& context);

}  // namespace atl::drops
