#include "drops/shell/shell_app.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "drops/shell/child_process.hpp"
#include "drops/shell/named_values.hpp"
#include "drops/shell/process_app.hpp"
#include "drops/shell/stream_ends.hpp"
#include "drops/shell/substitution.hpp"

namespace atl::drops {
namespace {

std::string trimmed(std::string const& text)
{
    auto const begin = text.find_first_not_of(" \t\r\n");
    auto const end = text.find_last_not_of(" \t\r\n");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

}  // namespace

ShellApp::ShellApp(AppRecipe const& recipe)
    : services_(recipe.services),
      command_(trimmed(recipe.spec.get("command").text())),
      arguments_(recipe.spec.arguments()),
      legacy_(LegacyCommand::from(recipe.spec)),
      is_legacy_(legacy_.is_legacy()),
      streams_in_(recipe.spec.dropclass().find("StreamingInput") != std::string::npos),
      streams_out_(recipe.spec.dropclass().find("OutputBashApp") != std::string::npos),
      environment_(process::shell_environment(environ)),
      time_limit_(time_limit_of(recipe.spec))
{
    if (command_.empty()) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("shell app '{}' has no command", recipe.spec.name()),
                    "give its field 'command' a value"};
    }
    refuse_nul("command", command_);
    legacy_.command = command_;
}

std::string ShellApp::command_line(AppContext& context) const
{
    if (is_legacy_) {
        return legacy_.assemble(context);
    }
    NamedValues const values{arguments_, context};
    auto const lookup = [&](std::string_view name) -> std::optional<CommandText> {
        auto const path = uid_path(context, name);
        return path ? path : values.find(name);
    };
    PathWords paths;
    auto const command = substitute_names(command_, lookup, paths);
    return paths.assignments() + command;
}

AppResult ShellApp::run(AppContext& context) const
{
    StreamPlan plan;
    if (streams_in_ && !context.inputs().empty()) {
        plan.input = context.inputs().front();
    }
    if (streams_out_) {
        plan.outputs.assign(context.outputs().begin(), context.outputs().end());
    }
    StreamEnds ends{std::move(plan)};
    auto const argv = process::command_argv(command_line(context), environment_);
    auto const result =
        run_child(services_, context, {argv, time_limit_, ends.input(), ends.output()});
    ends.check();
    return result;
}

void register_process_apps(Registry& registry)
{
    registry.add(graph::Component::shell_app,
                 [](AppRecipe const& recipe) { return std::make_unique<ShellApp const>(recipe); });
    registry.add(graph::Component::process_app, [](AppRecipe const& recipe) {
        return std::make_unique<ProcessApp const>(recipe);
    });
}

}  // namespace atl::drops
