#include "translate/unroll/index_path.hpp"

#include <array>
#include <charconv>
#include <functional>
#include <numeric>

namespace atl::translate {

void append_index_path(std::span<std::uint64_t const> axes,
                       std::uint64_t index,
                       char separator,
                       std::string& text)
{
    auto below = std::accumulate(axes.begin(), axes.end(), std::uint64_t{1}, std::multiplies<>{});
    text += '0';
    for (auto const size : axes) {
        below /= size;
        std::array<char, 24> digits{};
        auto const [end, problem] = std::to_chars(digits.begin(), digits.end(), index / below);
        static_cast<void>(problem);
        text += separator;
        text.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
        index %= below;
    }
}

}  // namespace atl::translate
