#include "drops/shell/legacy_command.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "drops/shell/named_values.hpp"
#include "drops/shell/quote_state.hpp"
#include "drops/shell/substitution.hpp"

namespace atl::drops {
namespace {

// Fields of a shell app that steer it and are no arguments of its command.
constexpr std::array<std::string_view, 16> control_names{"command",
                                                         "command_line_arguments",
                                                         "argumentPrefix",
                                                         "paramValueSeparator",
                                                         "input_redirection",
                                                         "output_redirection",
                                                         "input_parser",
                                                         "output_parser",
                                                         "max_runtime",
                                                         "time_limit",
                                                         "num_cpus",
                                                         "n_tries",
                                                         "execution_time",
                                                         "group_start",
                                                         "dropclass",
                                                         "input_error_threshold"};

bool is_control(std::string_view name)
{
    bool const numbered = name.size() == 5 && name.starts_with("Arg") &&
                          std::isdigit(static_cast<unsigned char>(name[3])) != 0;
    return numbered || std::ranges::find(control_names, name) != control_names.end();
}

/// Commands of that time named their files with tokens; arguments for output ports came with later
/// versions of EAGLE, and have a value for a command only when their encoding says so.
bool is_output_only(graph::Argument const& argument)
{
    return argument.usage == graph::Argument::Usage::output && argument.encoding != "path" &&
           argument.encoding != "dataurl";
}

/// A placeholder: which side, what of the drop, and which drop.
struct Token {
    bool is_input{false};
    bool wants_url{false};
    std::optional<std::size_t> number;  // else uid
    std::string_view uid;
    std::size_t size{0};  // characters of the text
};

/// The token that \p text, which starts with '%', begins with.
std::optional<Token> token_at(std::string_view text)
{
    if (text.size() < 3 || (text[1] != 'i' && text[1] != 'o')) {
        return std::nullopt;
    }
    Token token;
    token.is_input = text[1] == 'i';
    std::size_t at = 2;
    constexpr std::string_view url = "DataURL";
    if (text.substr(at).starts_with(url)) {
        token.wants_url = true;
        at += url.size();
    }
    if (at < text.size() && text[at] == '[') {
        auto const close = text.find(']', at);
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        token.uid = text.substr(at + 1, close - at - 1);
        token.size = close + 1;
        return token;
    }
    std::size_t number = 0;
    auto const begin = at;
    for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at) {
        number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(text[at] - '0'),
                                       1'000'000);
    }
    if (at == begin) {
        return std::nullopt;
    }
    token.number = number;
    token.size = at;
    return token;
}

/// The drop of \p side that \p token means, or nullptr.
template <typename Side>
Side* find_drop(std::span<Side* const> side, Token const& token)
{
    if (!token.number) {
        auto const found =
            std::ranges::find_if(side, [&](Side* drop) { return drop->uid() == token.uid; });
        return found == side.end() ? nullptr : *found;
    }
    std::vector<Side*> ordered;
    std::ranges::copy_if(side, std::back_inserter(ordered), [&](Side* drop) {
        return drop->has_path() != token.wants_url;
    });
    if (!token.wants_url) {
        std::ranges::copy_if(
            side, std::back_inserter(ordered), [](Side* drop) { return !drop->has_path(); });
    }
    return *token.number < ordered.size() ? ordered[*token.number] : nullptr;
}

template <typename Side>
std::optional<CommandText> text_of(std::span<Side* const> side, Token const& token)
{
    auto* const drop = find_drop(side, token);
    if (drop == nullptr) {
        return std::nullopt;
    }
    return token.wants_url ? CommandText{drop->data_url(), CommandText::Kind::text}
                           : CommandText{drop->path().string(), CommandText::Kind::path};
}

/// As arguments of a command: paths are quoted.
std::string joined(CommandText const& value, PathWords& paths)
{
    auto const one = [&](std::string const& text) {
        return value.kind == CommandText::Kind::path ? paths.insert(QuoteTracker{}, text) : text;
    };
    auto all = one(value.text);
    for (auto const& text : value.more) {
        all += ' ' + one(text);
    }
    return all;
}

}  // namespace

bool has_legacy_tokens(std::string_view text)
{
    for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (token_at(text.substr(at))) {
            return true;
        }
    }
    return false;
}

std::string substitute_legacy_tokens(std::string_view text, AppContext& context, PathWords& paths)
{
    std::string result;
    QuoteTracker quotes;
    auto const add = [&](std::string_view piece) {
        result += piece;
        quotes.advance(piece);
    };
    while (!text.empty()) {
        auto const percent = std::min(text.find('%'), text.size());
        add(text.substr(0, percent));
        text.remove_prefix(percent);
        if (text.empty()) {
            break;
        }
        auto const token = token_at(text);
        auto const value = !token            ? std::nullopt
                           : token->is_input ? text_of(context.inputs(), *token)
                                             : text_of(context.outputs(), *token);
        if (!value) {
            add("%");
            text.remove_prefix(1);
            continue;
        }
        add(value->kind == CommandText::Kind::path ? paths.insert(quotes, value->text)
                                                   : value->text);
        text.remove_prefix(token->size);
    }
    return result;
}

LegacyCommand LegacyCommand::from(graph::DropSpec const& spec)
{
    LegacyCommand legacy;
    legacy.command = spec.get("command").text();
    for (auto const& argument : spec.arguments()) {
        if (!is_control(argument.name)) {
            legacy.arguments.push_back(argument);
        }
    }
    if (spec.has("argumentPrefix")) {
        legacy.prefix = spec.get("argumentPrefix").text();
    }
    if (!spec.get("paramValueSeparator").empty()) {
        legacy.separator = spec.get("paramValueSeparator").text();
    }
    legacy.trailing = spec.get("command_line_arguments").text();
    legacy.input_redirection = spec.get("input_redirection").text();
    legacy.output_redirection = spec.get("output_redirection").text();
    return legacy;
}

bool LegacyCommand::is_legacy() const
{
    return has_legacy_tokens(command) || has_legacy_tokens(trailing) ||
           has_legacy_tokens(input_redirection) || has_legacy_tokens(output_redirection) ||
           std::ranges::any_of(arguments, [](graph::Argument const& argument) {
               return has_legacy_tokens(argument.value.text());
           });
}

std::string LegacyCommand::assemble(AppContext& context) const
{
    NamedValues const values{arguments, context};
    std::set<std::string, std::less<>> used;
    PathWords paths;
    auto const lookup = [&](std::string_view name) {
        auto value = uid_path(context, name);
        value = value ? value : values.find(name);
        if (value) {
            used.emplace(name);
        }
        return value;
    };
    auto line = substitute_names(command, lookup, paths);
    std::string positional;
    std::string keywords;
    for (auto const& argument : arguments) {
        if (used.contains(argument.name) || is_output_only(argument)) {
            continue;
        }
        auto const value = values.find(argument.name);
        if (!value) {
            continue;
        }
        auto const text = joined(*value, paths);
        if (argument.positional) {
            positional += " " + text;
        } else if (prefix == "--" && argument.name.size() == 1) {
            keywords += fmt::format(" -{} {}", argument.name, text);
        } else {
            keywords += fmt::format(" {}{}{}{}", prefix, argument.name, separator, text);
        }
    }
    auto const appended = positional + keywords;
    line += !appended.empty() ? appended : trailing.empty() ? "" : " " + trailing;
    if (!output_redirection.empty()) {
        line += " > " + output_redirection;
    }
    if (!input_redirection.empty()) {
        line.insert(0, fmt::format("cat {} | ", input_redirection));
    }
    line = substitute_legacy_tokens(line, context, paths);
    return paths.assignments() + line;
}

}  // namespace atl::drops
