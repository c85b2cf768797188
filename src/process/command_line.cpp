#include "atoll/process/command_line.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "atoll/core/contracts.hpp"
#include "atoll/process/program_path.hpp"

namespace atl::process {
namespace {

/// Characters that mean nothing to bash wherever they stand in a word, letters and digits aside.
constexpr std::string_view plain_marks = "_./:,+@%^=-";

/// Reserved words and builtins of bash 5 (`compgen -k -b`); `echo`, `true` and `false` are looked
/// at apart.
constexpr auto shell_words = std::to_array<std::string_view>(
    {"!",        ".",       ":",        "[",      "[[",      "]]",       "alias",   "bg",
     "bind",     "break",   "builtin",  "caller", "case",    "cd",       "command", "compgen",
     "complete", "compopt", "continue", "coproc", "declare", "dirs",     "disown",  "do",
     "done",     "elif",    "else",     "enable", "esac",    "eval",     "exec",    "exit",
     "export",   "fc",      "fg",       "fi",     "for",     "function", "getopts", "hash",
     "help",     "history", "if",       "in",     "jobs",    "kill",     "let",     "local",
     "logout",   "mapfile", "popd",     "printf", "pushd",   "pwd",      "read",    "readarray",
     "readonly", "return",  "select",   "set",    "shift",   "shopt",    "source",  "suspend",
     "test",     "then",    "time",     "times",  "trap",    "type",     "typeset", "ulimit",
     "umask",    "unalias", "unset",    "until",  "wait",    "while",    "{",       "}"});

[[nodiscard]] bool is_plain(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           plain_marks.find(c) != std::string_view::npos;
}

[[nodiscard]] bool is_blank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

/// Printable ASCII, blanks and the bytes of UTF-8: what bash passes through quotes unchanged.
[[nodiscard]] bool is_safe_in_quotes(char c) noexcept
{
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte != 0x7f : c == '\t' || c == '\n';
}

/// Reads a command from left to right. Every read_* returns false when a shell is needed.
class Splitter {
  public:
    explicit Splitter(std::string_view command) : rest_(command) {}

    [[nodiscard]] bool split()
    {
        while (skip_blanks()) {
            words_.emplace_back();
            while (!rest_.empty() && !is_blank(rest_.front())) {
                if (!read_part()) {
                    return false;
                }
            }
        }
        return true;
    }

    [[nodiscard]] std::vector<std::string> take() { return std::move(words_); }

  private:
    /// \returns whether a word follows.
    [[nodiscard]] bool skip_blanks()
    {
        while (!rest_.empty() && is_blank(rest_.front())) {
            rest_.remove_prefix(1);
        }
        return !rest_.empty();
    }

    [[nodiscard]] bool read_part()
    {
        char const c = take_one();
        if (c == '\'') {
            return read_single_quoted();
        }
        if (c == '"') {
            return read_double_quoted();
        }
        if (c == '\\') {
            return read_escaped();
        }
        words_.back() += c;
        return is_plain(c);
    }

    [[nodiscard]] bool read_single_quoted()
    {
        while (!rest_.empty()) {
            char const c = take_one();
            if (c == '\'') {
                return true;
            }
            words_.back() += c;
            if (!is_safe_in_quotes(c)) {
                return false;
            }
        }
        return false;
    }

    [[nodiscard]] bool read_double_quoted()
    {
        constexpr std::string_view special = "$`\"\\";
        while (!rest_.empty()) {
            char c = take_one();
            if (c == '"') {
                return true;
            }
            bool const escapes = c == '\\' && !rest_.empty() &&
                                 special.find(rest_.front()) != std::string_view::npos;
            if (c == '$' || c == '`' || !is_safe_in_quotes(c) ||
                (c == '\\' && rest_.starts_with('\n'))) {
                return false;
            }
            if (escapes) {
                c = take_one();
            }
            words_.back() += c;
        }
        return false;
    }

    [[nodiscard]] bool read_escaped()
    {
        if (rest_.empty()) {
            return false;
        }
        char const c = take_one();
        words_.back() += c;
        return c > 0x20 ? c != 0x7f : c == ' ';
    }

    [[nodiscard]] char take_one()
    {
        char const c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    std::string_view rest_;
    std::vector<std::string> words_;
};

/// Builtins whose program does the same for these arguments.
[[nodiscard]] bool equals_its_program(std::vector<std::string> const& words)
{
    auto const& name = words.front();
    if (name == "true" || name == "false") {
        return words.size() == 1;
    }
    return name == "echo" && (words.size() == 1 || !words[1].starts_with('-'));
}

/// Whether bash would run the program of that name for this first word.
[[nodiscard]] bool is_program_name(std::vector<std::string> const& words)
{
    auto const& name = words.front();
    if (name == "true" || name == "false" || name == "echo") {
        return equals_its_program(words);
    }
    return !name.empty() && name.find('=') == std::string::npos && !name.starts_with('%') &&
           std::ranges::find(shell_words, name) == shell_words.end();
}

}  // namespace

ShellEnvironment shell_environment(char const* const* environment)
{
    constexpr std::string_view prefix = "BASH_FUNC_";
    ShellEnvironment result{std::string{search_path(environment)}, {}};
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        std::string_view const variable{*environment};
        if (variable.starts_with(prefix)) {
            auto const name = variable.substr(prefix.size());
            result.functions.emplace_back(name.substr(0, name.find_first_of("%=")));
        }
    }
    return result;
}

std::optional<std::vector<std::string>> split_plain_command(std::string_view command)
{
    Splitter splitter{command};
    if (!splitter.split()) {
        return std::nullopt;
    }
    auto words = splitter.take();
    if (words.empty() || !is_program_name(words)) {
        return std::nullopt;
    }
    return words;
}

std::vector<std::string> command_argv(std::string_view command, ShellEnvironment const& environment)
{
    auto words = split_plain_command(command);
    if (words &&
        std::ranges::find(environment.functions, words->front()) == environment.functions.end() &&
        find_program(words->front(), environment.path)) {
        return std::move(*words);
    }
    return {"/bin/bash", "-c", std::string{command}};
}

std::string shell_quote(std::string_view text)
{
    ATOLL_EXPECT(text.find('\0') == std::string_view::npos);
    if (!text.empty() && std::ranges::all_of(text, is_plain) &&
        text.find('=') == std::string_view::npos) {
        return std::string{text};
    }
    std::string quoted{"'"};
    for (char const c : text) {
        if (c == '\'') {
            quoted += "'\\''";
        } else {
            quoted += c;
        }
    }
    return quoted + "'";
}

}  // namespace atl::process
