#include "drops/shell/substitution.hpp"

#include "drops/shell/quote_state.hpp"

namespace atl::drops {

namespace {

/// \p command with each `{name}` that \p lookup knows given to \p add_value, all else to \p add.
template <typename Add, typename AddValue>
void walk(std::string_view command, CommandLookup const& lookup, Add add, AddValue add_value)
{
    while (!command.empty()) {
        auto const open = command.find('{');
        add(command.substr(0, open));
        if (open == std::string_view::npos) {
            break;
        }
        command.remove_prefix(open);
        auto const end = command.find_first_of("{}", 1);
        bool const closed = end != std::string_view::npos && command[end] == '}';
        auto const value =
            closed ? lookup(command.substr(1, end - 1)) : std::optional<CommandText>{};
        if (!value) {
            add("{");
            command.remove_prefix(1);
            continue;
        }
        add_value(*value);
        command.remove_prefix(end + 1);
    }
}

}  // namespace

std::string substitute_names(std::string_view command,
                             CommandLookup const& lookup,
                             PathWords& paths)
{
    std::string result;
    QuoteTracker quotes;
    auto const add = [&](std::string_view text) {
        result += text;
        quotes.advance(text);
    };
    walk(command, lookup, add, [&](CommandText const& value) {
        bool const is_path = value.kind == CommandText::Kind::path;
        auto const add_one = [&](std::string const& text) {
            add(is_path ? paths.insert(quotes, text) : text);
        };
        add_one(value.text);
        for (auto const& text : value.more) {
            add(" ");
            add_one(text);
        }
    });
    return result;
}

std::string fill_word(std::string_view word, CommandLookup const& lookup)
{
    std::string result;
    walk(
        word,
        lookup,
        [&](std::string_view text) { result += text; },
        [&](CommandText const& value) {
            result += value.text;
            for (auto const& text : value.more) {
                result += ' ' + text;
            }
        });
    return result;
}

std::optional<CommandText> uid_path(AppContext const& context, std::string_view uid)
{
    for (auto const* const input : context.inputs()) {
        if (input->uid() == uid && !input->available()) {
            return CommandText{"", CommandText::Kind::nothing};
        }
        if (input->uid() == uid && input->has_path()) {
            return CommandText{input->path().string(), CommandText::Kind::path};
        }
    }
    for (auto* const output : context.outputs()) {
        if (output->uid() == uid && output->has_path()) {
            return CommandText{output->path().string(), CommandText::Kind::path};
        }
    }
    return std::nullopt;
}

}  // namespace atl::drops
