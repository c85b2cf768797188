#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "atoll/graph/physical_graph.hpp"
#include "atoll/runtime/preview_resume.hpp"
#include "atoll/session/resume_request.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::app {

/// A session's graph, and what would become of it if the session went on.
struct SessionPlan {
    graph::PhysicalGraph graph;
    runtime::ResumePreview preview;
};

/// What is planned for \p folder's session under \p request.
/// \throws Error{usage} for an unknown drop in the request; Error as preview_resume().
[[nodiscard]] SessionPlan plan_session(session::SessionFolder const& folder,
                                       session::ResumeRequest const& request);

/// The same for a \p graph that is not in place yet, whose journal is in the folder \p journal.
[[nodiscard]] SessionPlan plan_session(session::SessionFolder const& folder,
                                       std::filesystem::path const& journal,
                                       graph::PhysicalGraph graph,
                                       session::ResumeRequest const& request);

/// The drop of \p graph called \p oid. \throws Error{usage} with the nearest name.
[[nodiscard]] DropId find_drop(graph::PhysicalGraph const& graph, std::string const& oid);

/// Lines for a person: how many drops run or keep their state, by reason.
[[nodiscard]] std::string describe(SessionPlan const& plan);

}  // namespace atl::app
