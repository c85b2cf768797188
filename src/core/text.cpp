#include "atoll/core/text.hpp"

#include <algorithm>

namespace atl {

std::string to_lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace atl
