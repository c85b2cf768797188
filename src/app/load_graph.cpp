#include "app/load_graph.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace atl::app {
namespace {

/// Names of the session's options: "set:node.parameter", "fill:name".
constexpr std::string_view set_prefix = "set:";
constexpr std::string_view fill_prefix = "fill:";
constexpr char const* configuration_key = "configuration";

/// Where metis takes about a second and the drops of a rank some 100 MB.
constexpr std::uint64_t many_drops = 1'000'000;
constexpr std::string_view by_template = "template";
constexpr std::string_view usual = "auto";

/// Drops that take as much time and memory as \p plan when they are made one by one.
[[nodiscard]] std::uint64_t size_of(translate::UnrollPlan const& plan)
{
    constexpr std::uint64_t relations_of_drop = 8;  // usual graphs have fewer
    return std::max(plan.drops, plan.edges / relations_of_drop);
}

/// Number of drops from which on \p session runs a logical graph by templates.
[[nodiscard]] std::uint64_t templates_from(session::SessionFile const& session)
{
    if (session.partition_algorithm == by_template) {
        return 0;
    }
    return session.partition_algorithm == usual ? many_drops
                                                : std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

graph::LogicalGraphOptions remembered_options(session::SessionFile const& session)
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

void refuse_expansion(translate::UnrollPlan const& plan,
                      LoadOptions const& options,
                      std::string const& name,
                      Diagnostics& diagnostics)
{
    // A relation takes about as much memory as a quarter of a drop.
    if (plan.drops > options.most_expanded || plan.edges / 4 > options.most_expanded) {
        diagnostics.error(name,
                          fmt::format("its {} drops and {} relations would be made one by one, and "
                                      "for this command there may be {} drops and {} relations",
                                      plan.drops,
                                      plan.edges,
                                      options.most_expanded,
                                      4 * options.most_expanded),
                          "make the graph smaller, for instance with --set of a number of copies; "
                          "'atoll run' and 'atoll submit' take graphs of this size by template");
    }
}

runtime::SessionGraph load_session_graph(graph::GraphFile const& file,
                                         LoadOptions const& options,
                                         std::uint64_t templates_from)
{
    runtime::SessionGraph result;
    if (file.form() == graph::GraphForm::physical) {
        auto read = file.read_physical(options.check);
        result.drops = std::move(read.graph);
        result.diagnostics = std::move(read.diagnostics);
        return result;
    }
    auto logical = graph::read_logical_graph(file.text(), file.name(), options.logical);
    result.diagnostics = std::move(logical.diagnostics);
    if (result.diagnostics.has_errors()) {
        return result;
    }
    auto const plan = translate::plan_unroll(logical.graph, options.unroll, result.diagnostics);
    if (!result.diagnostics.has_errors() && size_of(plan) >= templates_from) {
        if (auto made = translate::make_template_graph(
                logical.graph, plan, options.unroll, result.diagnostics)) {
            result.templates = std::make_shared<translate::TemplateGraph>(std::move(*made));
            result.recipe = {
                std::string{file.text()}, file.name(), options.logical, options.unroll};
            return result;
        }
    }
    if (!result.diagnostics.has_errors()) {
        refuse_expansion(plan, options, file.name(), result.diagnostics);
    }
    if (!result.diagnostics.has_errors()) {
        result.drops = translate::expand(logical.graph, plan, options.unroll, result.diagnostics);
    }
    return result;
}

runtime::SessionGraph load_session_graph(graph::GraphFile const& file,
                                         session::SessionFile const& session)
{
    LoadOptions options;
    options.logical = remembered_options(session);
    return load_session_graph(file, options, templates_from(session));
}

runtime::SessionGraph load_session_graph(std::filesystem::path const& file,
                                         session::SessionFile const& session)
{
    return load_session_graph(graph::GraphFile{file}, session);
}

graph::ReadResult load_graph(graph::GraphFile const& file, LoadOptions const& options)
{
    auto loaded = load_session_graph(file, options, std::numeric_limits<std::uint64_t>::max());
    return {std::move(loaded.drops), std::move(loaded.diagnostics)};
}

graph::ReadResult load_graph(std::filesystem::path const& file, session::SessionFile const& session)
{
    LoadOptions options;
    options.check = graph::FileCheck::off;
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
