#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atl::drops {

/// The words of \p command when a shell would do no more than split it at blanks, take quotes off
/// and start the program; nothing when it needs a shell.
[[nodiscard]] std::optional<std::vector<std::string>> plain_words(std::string_view command);

}  // namespace atl::drops
