#include "app/load_graph.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace atl::app {
namespace {

/// Names of the session's options: "set:node.parameter", "fill:name".
constexpr std::string_view set_prefix = "set:";
constexpr std::string_view fill_prefix = "fill:";
constexpr char const* configuration_key = "configuration";

[[nodiscard]] graph::LogicalGraphOptions remembered_options(session::SessionFile const& session)
{
    graph::LogicalGraphOptions options;
    for (auto const& [key, value] : session.options) {
        if (key.starts_with(set_prefix)) {
            options.settings.emplace_back(key.substr(set_prefix.size()), value);
        } else if (key.starts_with(fill_prefix)) {
            options.fills.emplace_back(key.substr(fill_prefix.size()), value);
        } else if (key == configuration_key) {
            options.configuration = value;
        }
    }
    return options;
}

}  // namespace

graph::ReadResult load_graph(graph::GraphFile const& file, LoadOptions const& options)
{
    if (file.form() == graph::GraphForm::physical) {
        return file.read_physical(options.check);
    }
    auto logical = graph::read_logical_graph(file.text(), file.name(), options.logical);
    graph::ReadResult result{{}, std::move(logical.diagnostics)};
    if (result.diagnostics.has_errors()) {
        return result;
    }
    auto const plan = translate::plan_unroll(logical.graph, options.unroll, result.diagnostics);
    if (!result.diagnostics.has_errors()) {
        result.graph = translate::expand(logical.graph, plan, options.unroll, result.diagnostics);
    }
    return result;
}

graph::ReadResult load_graph(std::filesystem::path const& file, session::SessionFile const& session)
{
    LoadOptions options;
    options.logical = remembered_options(session);
    return load_graph(graph::GraphFile{file}, options);
}

void remember_options(graph::LogicalGraphOptions const& options, session::SessionFile& session)
{
    for (auto const& [key, value] : options.settings) {
        session.options[std::string{set_prefix} + key] = value;
    }
    for (auto const& [key, value] : options.fills) {
        session.options[std::string{fill_prefix} + key] = value;
    }
    if (!options.configuration.empty()) {
        session.options[configuration_key] = options.configuration;
    }
}

}  // namespace atl::app
