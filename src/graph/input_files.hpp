#pragma once

#include <string_view>

namespace atl::graph {

/// Whether \p filepath, with environment variables in it replaced, names no file. False when that
/// cannot be told before the session: a folder, a name with `{...}` or with an unset variable, one
/// that is relative to the session's data folder.
[[nodiscard]] bool is_missing_file(std::string_view filepath);

}  // namespace atl::graph
