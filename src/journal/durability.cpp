#include "atoll/journal/durability.hpp"

#include <algorithm>
#include <array>

namespace atl::journal {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> words{"none", "journal", "outputs"};

}  // namespace

std::string_view to_string(Durability durability) noexcept
{
    return words[static_cast<std::size_t>(durability)];
}

std::optional<Durability> durability(std::string_view word) noexcept
{
    auto const* const found = std::ranges::find(words, word);
    return found == words.end() ? std::nullopt
                                : std::optional{static_cast<Durability>(found - words.begin())};
}

}  // namespace atl::journal
