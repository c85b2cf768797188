#include "atoll/slurm/shell_word.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

void refuse_zero_byte(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos) {
        throw Error{ErrorKind::invalid_config, "a zero byte cannot stand in a script"};
    }
}

bool is_plain(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view{"_-./:=@%+,"}.find(c) != std::string_view::npos;
}

/// A reference to a variable at the start of a text.
struct Reference {
    std::string_view name;
    std::size_t length;  ///< With the dollar sign and the braces.
};

bool starts_name(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t name_length(std::string_view text)
{
    if (text.empty() || !starts_name(text.front())) {
        return 0;
    }
    auto const end = std::ranges::find_if_not(text, [](char c) {
        return starts_name(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
    return static_cast<std::size_t>(end - text.begin());
}

std::optional<Reference> reference_at(std::string_view text)
{
    bool const braced = text.starts_with("${");
    if (!text.starts_with('$')) {
        return std::nullopt;
    }
    auto const rest = text.substr(braced ? 2 : 1);
    auto const length = name_length(rest);
    bool const closed = !braced || (rest.size() > length && rest[length] == '}');
    if (length == 0 || !closed) {
        return std::nullopt;
    }
    return Reference{rest.substr(0, length), length + (braced ? 3 : 1)};
}

}  // namespace

ShellWord::ShellWord(std::string text) : text_(std::move(text)) {}

ShellWord ShellWord::literal(std::string_view text)
{
    refuse_zero_byte(text);
    if (!text.empty() && std::ranges::all_of(text, is_plain)) {
        return ShellWord{std::string{text}};
    }
    std::string quoted{"'"};
    for (char const c : text) {
        if (c == '\'') {
            quoted += "'\\''";
        } else {
            quoted += c;
        }
    }
    return ShellWord{quoted + '\''};
}

ShellWord ShellWord::expanding(std::string_view text)
{
    refuse_zero_byte(text);
    std::string quoted{'"'};
    if (text == "~" || text.starts_with("~/")) {
        quoted += "${HOME:-}";
        text.remove_prefix(1);
    }
    while (!text.empty()) {
        if (auto const reference = reference_at(text)) {
            quoted += "${" + std::string{reference->name} + ":-}";
            text.remove_prefix(reference->length);
            continue;
        }
        char const c = text.front();
        if (c == '"' || c == '\\' || c == '$' || c == '`') {
            quoted += '\\';
        }
        quoted += c;
        text.remove_prefix(1);
    }
    return ShellWord{quoted + '"'};
}

ShellWord ShellWord::variable_or(std::string_view name, std::uint64_t value)
{
    return ShellWord{"\"${" + std::string{name} + ":-" + std::to_string(value) + "}\""};
}

ShellWord ShellWord::number(std::uint64_t value)
{
    return ShellWord{std::to_string(value)};
}

}  // namespace atl::slurm
