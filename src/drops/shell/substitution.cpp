#include "drops/shell/substitution.hpp"

#include "drops/shell/quote_state.hpp"

namespace atl::drops {

std::string substitute_names(std::string_view command, CommandLookup const& lookup)
{
    std::string result;
    QuoteTracker quotes;
    auto const add = [&](std::string_view text) {
        result += text;
        quotes.advance(text);
    };
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
        add(value->kind == CommandText::Kind::path ? quote_for(quotes.state(), value->text)
                                                   : value->text);
        command.remove_prefix(end + 1);
    }
    return result;
}

std::optional<CommandText> uid_path(AppContext const& context, std::string_view uid)
{
    for (auto const* const input : context.inputs()) {
        if (input->uid() == uid && input->has_path() && input->available()) {
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
