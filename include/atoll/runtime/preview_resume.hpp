#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "atoll/graph/physical_graph.hpp"
#include "atoll/manager/resume_plan.hpp"
#include "atoll/session/resume_request.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::runtime {

/// What a session would do if it went on now.
struct ResumePreview {
    std::uint32_t last_epoch{0};  ///< 0: it has no journal yet, and runs from its beginning.
    manager::ResumePlan plan;     ///< Of no drops when it has no journal.
    /// Oids of those that the request names, and of those whose files have changed.
    std::vector<std::string> changed;
};

/// Reads the journals of \p folder's session (of \p journal, unless that is empty) and plans as
/// rank 0 would; looks for contents, writes nothing. Drops that have read files which were there
/// before the session and have been written since count as changed.
/// A request whose `since` is 0 concerns all that was recorded. May be called while the session
/// runs.
/// \throws Error{io} when the journals are damaged, Error{invalid_graph} when \p graph is not
/// theirs.
[[nodiscard]] ResumePreview preview_resume(session::SessionFolder const& folder,
                                           graph::PhysicalGraph const& graph,
                                           session::ResumeRequest request,
                                           std::filesystem::path const& journal = {});

}  // namespace atl::runtime
