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

std::optional<std::uint64_t> read_index_path(std::span<std::uint64_t const> axes,
                                             std::string_view text)
{
    if (!text.starts_with('0')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    std::uint64_t index = 0;
    for (auto const size : axes) {
        std::uint64_t number = 0;
        auto const* const begin = text.data() + 1;
        auto const* const end = text.data() + text.size();
        bool const more = text.starts_with('-') && begin < end;
        auto const [rest, problem] =
            more ? std::from_chars(begin, end, number) : std::from_chars_result{end, std::errc{}};
        bool const canonical = more && (*begin != '0' || rest == begin + 1);
        if (!canonical || problem != std::errc{} || number >= size) {
            return std::nullopt;
        }
        index = index * size + number;
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    }
    return text.empty() ? std::optional{index} : std::nullopt;
}

}  // namespace atl::translate
