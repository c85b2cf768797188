#include "atoll/config/shebang.hpp"

#include <algorithm>
#include <array>

namespace atl::config {
namespace {

/// Takes the first word off \p line, and what its last slash ends off the word.
std::string_view take_name(std::string_view& line) noexcept
{
    constexpr std::string_view blanks = " \t";
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    auto word = line.substr(0, line.find_first_of(blanks));
    line.remove_prefix(word.size());
    return word.substr(word.rfind('/') + 1);
}

}  // namespace

ScriptShell shell_of(std::string_view shebang) noexcept
{
    constexpr std::array<std::string_view, 8> like_sh{
        "sh", "dash", "ash", "ksh", "ksh93", "mksh", "yash", "zsh"};
    shebang.remove_prefix(shebang.starts_with("#!") ? 2 : 0);
    auto name = take_name(shebang);
    if (name == "env") {
        do {
            name = take_name(shebang);
        } while (name.starts_with('-') || name.find('=') != std::string_view::npos);
    }
    if (name == "bash") {
        return ScriptShell::bash;
    }
    return std::ranges::find(like_sh, name) != like_sh.end() ? ScriptShell::posix
                                                             : ScriptShell::other;
}

}  // namespace atl::config
