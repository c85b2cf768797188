#include "script_template.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

ScriptPart const& part_called(std::string const& name,
                              std::map<std::string, ScriptPart> const& parts)
{
    auto const found = parts.find(name);
    if (found == parts.end()) {
        throw Error{ErrorKind::io,
                    fmt::format("the script template holds '{{{{{}}}}}', which nobody fills", name),
                    "use the templates of this version of atoll"};
    }
    return found->second;
}

// Leaves out a placeholder's own line when nothing takes its place.
void drop_empty_line(std::string const& made, std::string_view& rest)
{
    bool const alone = made.empty() || made.back() == '\n';
    if (alone && rest.starts_with('\n')) {
        rest.remove_prefix(1);
    }
}

bool is_name_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

}  // namespace

ScriptPart::ScriptPart(ShellWord const& word) : text_(word.text()) {}

ScriptPart::ScriptPart(std::string text) : text_(std::move(text)) {}

ScriptPart ScriptPart::lines(std::vector<std::string> const& lines)
{
    return ScriptPart{fmt::format("{}", fmt::join(lines, "\n"))};
}

std::string fill_template(std::string_view text, std::map<std::string, ScriptPart> const& parts)
{
    std::string made;
    while (true) {
        auto const begin = text.find("{{");
        auto const end = begin == std::string_view::npos ? begin : text.find("}}", begin);
        if (end == std::string_view::npos) {
            return made += text;
        }
        made += text.substr(0, begin);
        auto const& part = part_called(std::string{text.substr(begin + 2, end - begin - 2)}, parts);
        text.remove_prefix(end + 2);
        if (part.text().empty()) {
            drop_empty_line(made, text);
        }
        made += part.text();
    }
}

std::string safe_substitute(std::string_view text, std::map<std::string, std::string> const& values)
{
    std::string made;
    while (!text.empty()) {
        auto const dollar = std::min(text.find('$'), text.size());
        made += text.substr(0, dollar);
        text.remove_prefix(dollar);
        if (text.starts_with("$$")) {
            made += '$';
            text.remove_prefix(2);
            continue;
        }
        bool const braced = text.starts_with("${");
        auto const name_begin = text.substr(std::min<std::size_t>(braced ? 2 : 1, text.size()));
        auto const name_end = std::ranges::find_if_not(name_begin, is_name_character);
        std::string const name{name_begin.begin(), name_end};
        bool const closed = !braced || (name_end != name_begin.end() && *name_end == '}');
        auto const value = closed ? values.find(name) : values.end();
        if (value != values.end()) {
            made += value->second;
            text.remove_prefix(name.size() + (braced ? 3 : 1));
        } else {
            made += text.substr(0, 1);
            text.remove_prefix(std::min<std::size_t>(1, text.size()));
        }
    }
    return made;
}

}  // namespace atl::slurm
