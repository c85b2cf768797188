#include "atoll/slurm/hostlist.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

constexpr std::size_t most_names = 100'000;

[[noreturn]] void refuse(std::string_view list, std::string_view why)
{
    throw Error{ErrorKind::usage,
                fmt::format("'{}' is no SLURM host list ({})", list, why),
                "for instance 'n[1-4],login'"};
}

/// \p text cut at commas that are outside brackets.
std::vector<std::string_view> split_outside_brackets(std::string_view text)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '[' ? 1 : (text[i] == ']' ? -1 : 0);
        if (text[i] == ',' && depth == 0) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::uint64_t number_of(std::string_view digits, std::string_view list)
{
    std::uint64_t number{};
    auto const* const end = digits.data() + digits.size();
    auto const [stop, failure] = std::from_chars(digits.data(), end, number);
    if (failure != std::errc{} || stop != end) {
        refuse(list, fmt::format("'{}' is no number", digits));
    }
    return number;
}

/// Numbers of "001-003,7" as texts.
std::vector<std::string> expand_ranges(std::string_view ranges, std::string_view list)
{
    std::vector<std::string> numbers;
    for (auto const range : split_outside_brackets(ranges)) {
        auto const dash = range.find('-');
        auto const first = range.substr(0, dash);
        auto const last = dash == std::string_view::npos ? first : range.substr(dash + 1);
        auto const from = number_of(first, list);
        auto const to = number_of(last, list);
        if (to < from || to - from >= most_names || numbers.size() > most_names) {
            refuse(list, fmt::format("'{}' is no range", range));
        }
        for (auto number = from; number <= to; ++number) {
            numbers.push_back(fmt::format("{:0{}}", number, first.size()));
        }
    }
    return numbers;
}

std::vector<std::string> expand_name(std::string_view name, std::string_view list)
{
    std::vector<std::string> names{""};
    while (!name.empty()) {
        auto const open = std::min(name.find('['), name.size());
        for (auto& made : names) {
            made += name.substr(0, open);
        }
        name.remove_prefix(open);
        if (name.empty()) {
            break;
        }
        auto const close = name.find(']');
        if (close == std::string_view::npos) {
            refuse(list, "a bracket is open");
        }
        auto const numbers = expand_ranges(name.substr(1, close - 1), list);
        if (names.size() * numbers.size() > most_names) {
            refuse(list, "too many names");
        }
        std::vector<std::string> product;
        for (auto const& made : names) {
            std::ranges::transform(
                numbers, std::back_inserter(product), [&made](auto const& n) { return made + n; });
        }
        names = std::move(product);
        name.remove_prefix(close + 1);
    }
    return names;
}

}  // namespace

std::vector<std::string> expand_hostlist(std::string_view list)
{
    std::vector<std::string> names;
    for (auto const name : split_outside_brackets(list)) {
        if (name.empty() || name.front() == ']') {
            refuse(list, "a name is empty");
        }
        std::ranges::move(expand_name(name, list), std::back_inserter(names));
        if (names.size() > most_names) {
            refuse(list, "too many names");
        }
    }
    return names;
}

}  // namespace atl::slurm
