#pragma once

#include <span>
#include <string>
#include <string_view>

namespace atl {

/// The member of \p known that is nearest to \p name by edit distance, as "did you mean 'x'?".
/// \returns an empty text when none is near (more than a third of the letters would have to
/// change).
[[nodiscard]] std::string did_you_mean(std::string_view name,
                                       std::span<std::string_view const> known);

}  // namespace atl
