#include "atoll/config/submit_via.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace atl::config {
namespace {

using Way = SubmitVia::Way;

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> words{"auto", "local", "ssh", "spool"};

// ssh would take a leading '-' for an option.
bool is_host(std::string_view text)
{
    return !text.empty() && text.front() != '-' &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isgraph(c) != 0; });
}

}  // namespace

std::optional<SubmitVia> parse_submit_via(std::string_view text)
{
    for (auto const way : {Way::automatic, Way::local, Way::spool}) {
        if (text == words[static_cast<std::size_t>(way)]) {
            return SubmitVia{way, {}};
        }
    }
    constexpr std::string_view ssh{"ssh "};
    auto const host = text.starts_with(ssh) ? text.find_first_not_of(' ', ssh.size()) : text.npos;
    if (host == text.npos || !is_host(text.substr(host))) {
        return std::nullopt;
    }
    return SubmitVia{Way::ssh, std::string{text.substr(host)}};
}

std::string to_string(SubmitVia const& via)
{
    std::string word{words[static_cast<std::size_t>(via.way)]};
    return via.way == Way::ssh ? word + ' ' + via.host : word;
}

}  // namespace atl::config
