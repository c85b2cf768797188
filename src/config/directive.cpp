#include "atoll/config/directive.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace atl::config {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 34> letters{{
    {'A', "account"},   {'a', "array"},         {'B', "extra-node-info"},
    {'b', "begin"},     {'C', "constraint"},    {'c', "cpus-per-task"},
    {'D', "chdir"},     {'d', "dependency"},    {'e', "error"},
    {'F', "nodefile"},  {'G', "gpus"},          {'H', "hold"},
    {'h', "help"},      {'I', "immediate"},     {'i', "input"},
    {'J', "job-name"},  {'k', "no-kill"},       {'L', "licenses"},
    {'M', "clusters"},  {'m', "distribution"},  {'N', "nodes"},
    {'n', "ntasks"},    {'O', "overcommit"},    {'o', "output"},
    {'p', "partition"}, {'Q', "quiet"},         {'q', "qos"},
    {'S', "core-spec"}, {'s', "oversubscribe"}, {'t', "time"},
    {'v', "verbose"},   {'W', "wait"},          {'w', "nodelist"},
    {'x', "exclude"},
}};

// Options whose value may only be joined by '='; a word after them is not theirs.
constexpr std::array<std::string_view, 15> without_value{"exclusive",
                                                         "hold",
                                                         "immediate",
                                                         "no-kill",
                                                         "no-requeue",
                                                         "oversubscribe",
                                                         "overcommit",
                                                         "parsable",
                                                         "quiet",
                                                         "requeue",
                                                         "reboot",
                                                         "spread-job",
                                                         "use-min-nodes",
                                                         "verbose",
                                                         "contiguous"};

std::string long_name(char letter)
{
    auto const* const found =
        std::ranges::find(letters, letter, &std::pair<char, std::string_view>::first);
    return found == letters.end() ? std::string(1, letter) : std::string{found->second};
}

bool takes_word(std::string_view option)
{
    return std::ranges::find(without_value, option) == without_value.end();
}

std::vector<std::string> split_words(std::string_view text)
{
    std::vector<std::string> words;
    char quote = 0;
    bool inside = false;
    for (char const c : text) {
        if (quote == 0 && (c == ' ' || c == '\t')) {
            inside = false;
            continue;
        }
        if (!inside) {
            words.emplace_back();
            inside = true;
        }
        if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        } else {
            words.back() += c;
        }
    }
    return words;
}

Directive split_word(std::string const& word)
{
    if (word.starts_with("--")) {
        auto const equals = word.find('=');
        return equals == std::string::npos
                   ? Directive{word.substr(2), {}}
                   : Directive{word.substr(2, equals - 2), word.substr(equals + 1)};
    }
    return {long_name(word[1]), word.substr(2)};
}

}  // namespace

std::vector<Directive> parse_directives(std::string_view text)
{
    std::vector<Directive> directives;
    bool wants_value = false;
    for (auto const& word : split_words(text)) {
        if (word.size() > 1 && word.front() == '-' && word != "--") {
            directives.push_back(split_word(word));
            wants_value = directives.back().value.empty() && takes_word(directives.back().option);
        } else if (wants_value) {
            directives.back().value = word;
            wants_value = false;
        }
    }
    return directives;
}

std::optional<std::string> directive_value(std::vector<std::string> const& lines,
                                           std::string_view option)
{
    std::optional<std::string> value;
    for (auto const& line : lines) {
        for (auto& directive : parse_directives(line)) {
            if (directive.option == option) {
                value = std::move(directive.value);
            }
        }
    }
    return value;
}

}  // namespace atl::config
