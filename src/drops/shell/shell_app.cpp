#include "drops/shell/shell_app.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/shell/child_process.hpp"
#include "drops/shell/named_values.hpp"
#include "drops/shell/plain_command.hpp"
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
      time_limit_(time_limit_of(recipe.spec))
{
    if (command_.empty()) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("shell app '{}' has no command", recipe.spec.name()),
                    "give its field 'command' a value"};
    }
}

std::string ShellApp::command_line(AppContext& context) const
{
    NamedValues const values{arguments_, context};
    return substitute_names(command_, [&](std::string_view name) -> std::optional<CommandText> {
        auto const path = uid_path(context, name);
        return path ? path : values.find(name);
    });
}

AppResult ShellApp::run(AppContext& context) const
{
    auto const command = command_line(context);
    auto argv = plain_words(command);
    ChildProcess child;
    child.argv = argv ? std::move(*argv) : std::vector<std::string>{"/bin/bash", "-c", command};
    child.time_limit = time_limit_;
    return run_child(services_, context, child);
}

void register_process_apps(Registry& registry)
{
    registry.add(graph::Component::shell_app,
                 [](AppRecipe const& recipe) { return std::make_unique<ShellApp const>(recipe); });
}

}  // namespace atl::drops
