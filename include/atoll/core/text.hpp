#pragma once

#include <string>

namespace atl {

/// \p text with the ASCII capitals as small letters; all other bytes as they are.
[[nodiscard]] std::string to_lower(std::string text);

}  // namespace atl
