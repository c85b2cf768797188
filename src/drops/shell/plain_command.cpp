#include "drops/shell/plain_command.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace atl::drops {
namespace {

// Sorted. Words that mean something else to bash than a program of that name.
constexpr std::array<std::string_view, 82> shell_words{
    "!",         ".",        ":",        "[",      "[[",      "]]",    "alias",    "bg",
    "bind",      "break",    "builtin",  "caller", "case",    "cd",    "command",  "compgen",
    "complete",  "compopt",  "continue", "coproc", "declare", "dirs",  "disown",   "do",
    "done",      "echo",     "elif",     "else",   "enable",  "esac",  "eval",     "exec",
    "exit",      "export",   "fc",       "fg",     "fi",      "for",   "function", "getopts",
    "hash",      "help",     "history",  "if",     "in",      "jobs",  "kill",     "let",
    "local",     "logout",   "mapfile",  "popd",   "printf",  "pushd", "pwd",      "read",
    "readarray", "readonly", "return",   "select", "set",     "shift", "shopt",    "source",
    "suspend",   "test",     "then",     "time",   "times",   "trap",  "type",     "typeset",
    "ulimit",    "umask",    "unalias",  "unset",  "until",   "wait",  "while",    "{",
    "}",         "}}"};

bool is_special(char c)
{
    return std::string_view{"|&;<>()$`\\*?[]#~{}!\n\r"}.find(c) != std::string_view::npos;
}

bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/// Reads one word; the text begins with it. Nothing when it needs a shell.
std::optional<std::string> take_word(std::string_view& text)
{
    std::string word;
    while (!text.empty() && !is_blank(text.front())) {
        char const c = text.front();
        if (is_special(c)) {
            return std::nullopt;
        }
        if (c != '\'' && c != '"') {
            word += c;
            text.remove_prefix(1);
            continue;
        }
        auto const close = text.find(c, 1);
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        auto const inside = text.substr(1, close - 1);
        if (c == '"' && inside.find_first_of("$`\\!") != std::string_view::npos) {
            return std::nullopt;
        }
        word += inside;
        text.remove_prefix(close + 1);
    }
    return word;
}

}  // namespace

std::optional<std::vector<std::string>> plain_words(std::string_view command)
{
    std::vector<std::string> words;
    while (true) {
        while (!command.empty() && is_blank(command.front())) {
            command.remove_prefix(1);
        }
        if (command.empty()) {
            break;
        }
        auto word = take_word(command);
        if (!word) {
            return std::nullopt;
        }
        words.push_back(std::move(*word));
    }
    bool const needs_shell = words.empty() || words.front().empty() ||
                             words.front().find('=') != std::string::npos ||
                             std::ranges::find(shell_words, words.front()) != shell_words.end();
    return needs_shell ? std::nullopt : std::optional{std::move(words)};
}

}  // namespace atl::drops
