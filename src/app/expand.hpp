#pragma once

#include <map>
#include <string>
#include <string_view>

namespace atl::app {

/// \p path with a leading `~`, `$NAME` and `${NAME}` replaced from \p environment.
/// \throws Error{invalid_config} naming \p key and a variable that is not set.
[[nodiscard]] std::string expand_path(std::string_view path,
                                      std::string_view key,
                                      std::map<std::string, std::string> const& environment);

}  // namespace atl::app
