#pragma once

#include <string>
#include <string_view>

namespace atl::graph {

/// Appends \p text to \p json as a JSON string, quotes included.
void append_quoted(std::string& json, std::string_view text);

}  // namespace atl::graph
