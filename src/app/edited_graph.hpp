#pragma once

#include <string>
#include <vector>

#include "atoll/session/graph_edit.hpp"
#include "atoll/session/resume_request.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

#include "app/session_plan.hpp"

namespace atl::app {

/// What a session is resumed with instead of its graph.
struct EditOptions {
    std::string graph;                  ///< File; "" keeps the text.
    std::vector<std::string> settings;  ///< `node.parameter=value`, for logical graphs.
};

/// An edited graph that was compared with the session's, and is not in place yet.
struct EditedGraph {
    session::GraphEdit edit;
    session::SessionFile session;      ///< With the edit's options.
    std::string text;                  ///< Of graph.json.
    std::vector<std::string> changed;  ///< Oids of drops that do something else now.
    graph::PhysicalGraph graph;
    std::filesystem::path journal;  ///< As it will be; the session's own when that has none.
};

/// Takes those of \p sets that change the logical graph of \p options.graph or of \p folder.
[[nodiscard]] std::vector<std::string> take_edit_settings(session::SessionFolder const& folder,
                                                          std::string const& graph,
                                                          std::vector<std::string>& sets);

/// Loads the edited graph, checks it as `atoll submit` does, and writes aside the journal that goes
/// with it: what ended of drops that both versions have. Costs time and memory in the number of
/// drops.
/// \throws Error{invalid_graph}, Error{io}.
[[nodiscard]] EditedGraph prepare_edit(session::SessionFolder const& folder,
                                       session::SessionFile const& session,
                                       EditOptions const& options);

}  // namespace atl::app
