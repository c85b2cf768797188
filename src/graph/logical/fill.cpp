#include "graph/logical/fill.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/suggest.hpp"

namespace atl::graph::logical {
namespace {

[[nodiscard]] bool is_name_letter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// A parameter at the beginning of \p text, which follows a '~': its name and its length there.
[[nodiscard]] std::pair<std::string, std::size_t> parameter_at(std::string_view text)
{
    bool const braced = text.starts_with('{');
    std::size_t const begin = braced ? 1 : 0;
    std::size_t end = begin;
    while (end < text.size() && is_name_letter(text[end])) {
        ++end;
    }
    if (braced && (end == text.size() || text[end] != '}')) {
        return {};
    }
    return {std::string{text.substr(begin, end - begin)}, end + begin};
}

/// Whether a `~` that follows \p before, and is followed by \p name and \p after, may stand for a
/// parameter: not the folder of a user (`~bob/`), nor a note of a number (`a~2`).
[[nodiscard]] bool may_be_parameter(char before, std::string_view name, std::string_view after)
{
    auto const first = static_cast<unsigned char>(name.front());
    bool const begins = std::isalnum(static_cast<unsigned char>(before)) == 0 && before != '\\' &&
                        before != '`' && before != '~' && before != '/';
    return begins && (std::isalpha(first) != 0 || first == '_') && !after.starts_with('/') &&
           !after.starts_with('`');
}

/// Names that \p value leaves unfilled.
void search(std::string_view value, std::set<std::string>& found)
{
    for (auto tilde = value.find('~'); tilde != std::string_view::npos;
         tilde = value.find('~', tilde + 1)) {
        auto const rest = value.substr(tilde + 1);
        auto const [name, size] = parameter_at(rest);
        if (!name.empty() &&
            may_be_parameter(tilde == 0 ? ' ' : value[tilde - 1], name, rest.substr(size))) {
            found.insert(name);
        }
    }
}

}  // namespace

std::string fill_parameters(std::string_view text, LogicalGraphOptions const& options)
{
    if (options.fills.empty()) {
        return std::string{text};
    }
    std::map<std::string, std::string> const values{options.fills.begin(), options.fills.end()};
    std::string result;
    while (!text.empty()) {
        auto const tilde = text.find('~');
        result += text.substr(0, tilde);
        text.remove_prefix(tilde == std::string_view::npos ? text.size() : tilde);
        if (text.empty()) {
            break;
        }
        auto const [name, size] = parameter_at(text.substr(1));
        auto const found = values.find(name);
        if (found == values.end()) {
            result += '~';
            text.remove_prefix(1);
        } else {
            auto const quoted = Json(found->second).dump();
            result += quoted.substr(1, quoted.size() - 2);
            text.remove_prefix(size + 1);
        }
    }
    return result;
}

void check_fills(std::string_view text,
                 LogicalGraphOptions const& options,
                 Diagnostics& diagnostics)
{
    std::set<std::string> names;
    for (auto tilde = text.find('~'); !options.fills.empty() && tilde != std::string_view::npos;
         tilde = text.find('~', tilde + 1)) {
        names.insert(parameter_at(text.substr(tilde + 1)).first);
    }
    names.erase("");
    std::vector<std::string_view> const known{names.begin(), names.end()};
    for (auto const& [name, value] : options.fills) {
        if (!names.contains(name)) {
            diagnostics.error(
                "--fill", fmt::format("the graph has no '~{}'", name), did_you_mean(name, known));
        }
    }
}

void report_unfilled(Document& document, LogicalGraphOptions const& options)
{
    std::set<std::string> found;
    for (auto& node : document.nodes()) {
        for (char const* key : {"fields", "inputAppFields", "outputAppFields"}) {
            for (auto const& field : list_of(node, key)) {
                if (auto const& value = member(field, "value"); value.is_string()) {
                    search(value.get<std::string>(), found);
                }
            }
        }
    }
    for (auto const& [name, value] : options.fills) {
        found.erase(name);
    }
    if (found.empty()) {
        return;
    }
    document.diagnostics->warning(
        document.source,
        fmt::format("nothing fills ~{}", fmt::join(found, ", ~")),
        fmt::format("--fill {0}=VALUE does; where the '~' itself is meant, --fill {0}=~{0}",
                    *found.begin()));
}

}  // namespace atl::graph::logical
