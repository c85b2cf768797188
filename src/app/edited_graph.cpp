#include "app/edited_graph.hpp"

#include <utility>

#include "atoll/core/error.hpp"
#include "atoll/graph/graph_changes.hpp"
#include "atoll/journal/carry_over.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "app/graph_check.hpp"
#include "app/graph_settings.hpp"
#include "app/load_graph.hpp"
#include "app/logical_options.hpp"

namespace atl::app {
namespace {

graph::PhysicalGraph loaded(graph::ReadResult read, std::filesystem::path const& file)
{
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.string());
    return std::move(read.graph);
}

std::string graph_file(session::SessionFolder const& folder, std::string const& chosen)
{
    return chosen.empty() ? folder.graph().string() : chosen;
}

std::vector<std::string> oids(graph::PhysicalGraph const& graph, std::vector<DropId> const& drops)
{
    std::vector<std::string> names;
    for (auto const drop : drops) {
        names.push_back(graph.oid(drop));
    }
    return names;
}

}  // namespace

std::vector<std::string> take_edit_settings(session::SessionFolder const& folder,
                                            std::string const& graph,
                                            std::vector<std::string>& sets)
{
    return sets.empty() ? std::vector<std::string>{}
                        : take_graph_settings(graph::GraphFile{graph_file(folder, graph)}, sets);
}

EditedGraph prepare_edit(session::SessionFolder const& folder,
                         session::SessionFile const& session,
                         EditOptions const& options)
{
    auto const before = loaded(load_graph(folder.graph(), session), folder.graph());
    auto changes = remembered_options(session);
    for (auto& setting : logical_options({{}, options.settings, {}}).settings) {
        changes.settings.push_back(std::move(setting));
    }
    auto checked = check_graph(graph::GraphFile{graph_file(folder, options.graph)},
                               changes,
                               GraphTarget{drops::Surroundings::other, session.cpus_per_rank});
    EditedGraph edited{session::GraphEdit{folder}, session, {}, {}, {}, folder.journal()};
    edited.text = checked.file.text();
    remember_options(checked.changes, edited.session);
    if (!options.graph.empty()) {
        edited.session.graph_source = checked.path.string();
    }
    LoadOptions load;
    load.logical = std::move(checked.changes);
    edited.graph = loaded(load_graph(checked.file, load), checked.path);
    auto const difference = graph::compare_graphs(before, edited.graph);
    edited.changed = oids(edited.graph, difference.changed);
    if (auto const known = journal::find_session(folder.journal())) {
        edited.journal = edited.edit.journal();
        journal::carry_over(
            *known, difference.now, {edited.graph.hash(), edited.graph.size()}, edited.journal);
    }
    return edited;
}

}  // namespace atl::app
