#include "drops/shell/process_app.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/shell/child_process.hpp"
#include "drops/shell/named_values.hpp"
#include "drops/shell/stream_ends.hpp"
#include "drops/shell/substitution.hpp"

namespace atl::drops {
namespace {

std::vector<std::string> program_and_arguments(graph::DropSpec const& spec)
{
    std::vector<std::string> words{spec.get("command").text()};
    if (words.front().empty()) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("process app '{}' has no command", spec.name()),
                    "give its field 'command' the program's name"};
    }
    refuse_nul("command", words.front());
    auto const& value = spec.get("arguments");
    if (value.empty()) {
        return words;
    }
    try {
        bool const is_json = value.kind() == graph::Value::Kind::json;
        auto const list = is_json ? parse_json(value.text()) : parse_literal(value.text());
        if (auto const* const items = list.as_sequence()) {
            for (auto const& item : *items) {
                words.push_back(str(item));
                refuse_nul("argument", words.back());
            }
            return words;
        }
    } catch (Error const& error) {
        throw error.during("reading the arguments of a process app");
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("arguments of process app '{}' are '{}'", spec.name(), value.text()),
                "a list of texts, for instance [\"-n\", \"{count}\"]"};
}

AppResult no_such_port(std::string_view stream, std::string_view port, std::string_view side)
{
    return AppResult::failure(
        fmt::format("{} names port '{}', which no {} is linked to", stream, port, side));
}

}  // namespace

ProcessApp::ProcessApp(AppRecipe const& recipe)
    : services_(recipe.services),
      words_(program_and_arguments(recipe.spec)),
      arguments_(recipe.spec.arguments()),
      input_port_(recipe.spec.get("stdin").text()),
      output_port_(recipe.spec.get("stdout").text()),
      time_limit_(time_limit_of(recipe.spec))
{
}

std::vector<std::string> ProcessApp::words(AppContext& context) const
{
    NamedValues const values{arguments_, context};
    std::vector<std::string> filled;
    for (auto const& word : words_) {
        bool names_nothing = false;
        auto text = fill_word(word, [&](std::string_view name) -> std::optional<CommandText> {
            auto const path = uid_path(context, name);
            auto const value = path ? path : values.find(name);
            names_nothing = names_nothing || (value && value->kind == CommandText::Kind::nothing);
            return value;
        });
        if (!names_nothing || !text.empty()) {
            filled.push_back(std::move(text));
        }
    }
    return filled;
}

AppResult ProcessApp::run(AppContext& context) const
{
    if (!input_port_.empty() && context.input(input_port_) == nullptr) {
        return no_such_port("stdin", input_port_, "input");
    }
    if (!output_port_.empty() && context.output(output_port_) == nullptr) {
        return no_such_port("stdout", output_port_, "output");
    }
    StreamPlan plan;
    plan.input = input_port_.empty() ? nullptr : context.input(input_port_);
    if (auto* const output = output_port_.empty() ? nullptr : context.output(output_port_)) {
        plan.outputs.push_back(output);
    }
    StreamEnds ends{std::move(plan)};
    auto const result =
        run_child(services_, context, {words(context), time_limit_, ends.input(), ends.output()});
    ends.check();
    return result;
}

}  // namespace atl::drops
