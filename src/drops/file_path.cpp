#include "drops/file_path.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

bool is_name(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Name after the '$' at \p at, and the position behind it; an empty name when none follows.
struct VariableName {
    std::string_view name;
    std::size_t end{0};
};

VariableName variable_at(std::string_view text, std::size_t at)
{
    if (at + 1 < text.size() && text[at + 1] == '{') {
        auto const close = text.find('}', at + 2);
        return close == std::string_view::npos
                   ? VariableName{{}, at + 1}
                   : VariableName{text.substr(at + 2, close - at - 2), close + 1};
    }
    std::size_t end = at + 1;
    while (end < text.size() && is_name(text[end])) {
        ++end;
    }
    return {text.substr(at + 1, end - at - 1), end};
}

}  // namespace

UnsetVariable::UnsetVariable(std::string_view name, std::string_view path)
    : Error{ErrorKind::invalid_graph,
            fmt::format("variable '{}' in path '{}' is not set", name, path),
            fmt::format("export {}=... before the session starts", name)}
{
}

bool is_within(std::filesystem::path const& path, std::filesystem::path const& folder)
{
    auto const [end, unused] = std::ranges::mismatch(folder, path);
    return end == folder.end();
}

std::string expand_variables(std::string_view text, Lookup const& variable)
{
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] != '$') {
            result += text[at++];
            continue;
        }
        auto const [name, end] = variable_at(text, at);
        if (name.empty()) {
            result += text[at++];
            continue;
        }
        auto const value = variable(name);
        if (!value) {
            throw UnsetVariable{name, text};
        }
        result += *value;
        at = end;
    }
    return result;
}

std::optional<std::string> environment_variable(std::string_view name)
{
    if (char const* const value = std::getenv(std::string{name}.c_str())) {
        return value;
    }
    if (name == "DLG_ROOT") {
        char const* const home = std::getenv("HOME");
        return std::string{home == nullptr ? "" : home} + "/dlg";
    }
    return std::nullopt;
}

std::string expand_tokens(std::string_view text, Lookup const& token)
{
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
        char const c = text[at];
        bool const doubled = at + 1 < text.size() && text[at + 1] == c;
        if ((c == '{' || c == '}') && doubled) {
            result += c;
            at += 2;
            continue;
        }
        auto const close = c == '{' ? text.find('}', at) : std::string_view::npos;
        if (close == std::string_view::npos) {
            result += c;
            ++at;
            continue;
        }
        auto const name = text.substr(at + 1, close - at - 1);
        auto const value = token(name);
        if (!value) {
            throw Error{
                ErrorKind::invalid_graph,
                fmt::format("unknown token '{{{}}}' in path '{}'", name, text),
                "known are {auto}, {uid}, {iid}, {datetime}, {dlg} and the drop's parameters; "
                "write {{ and }} for braces"};
        }
        result += *value;
        at = close + 1;
    }
    return result;
}

std::filesystem::path file_path(PathRule const& rule,
                                DropIdentity const& drop,
                                Lookup const& parameter)
{
    auto const token = [&](std::string_view name) -> std::optional<std::string> {
        if (name == "auto" || name == "uid") {
            return file_name_of(drop.uid);
        }
        if (name == "iid") {
            return file_name_of(drop.iid);
        }
        if (name == "datetime") {
            return rule.date;
        }
        if (name == "dlg") {
            return "DALIGUE";  // The spelling of DALiuGE's own file names.
        }
        return parameter(name);
    };
    auto const expand = [&](std::string const& text) {
        return expand_tokens(expand_variables(text, environment_variable), token);
    };
    auto const folder = rule.data_folder / expand(rule.dirname);
    std::filesystem::path path = folder / expand(rule.filepath);
    if (!path.has_filename()) {
        path /= file_name_of(drop.uid);
    }
    if (path.native().find('\0') != std::string::npos) {
        throw Error{ErrorKind::invalid_graph,
                    "the path holds a NUL character",
                    "no file system has such names; change its 'filepath' or 'dirname'"};
    }
    return path.lexically_normal();
}

}  // namespace atl::drops
