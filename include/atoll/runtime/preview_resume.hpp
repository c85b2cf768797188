#pragma once

#include <cstdint>
#include <optional>

#include "atoll/graph/physical_graph.hpp"
#include "atoll/manager/resume_plan.hpp"
#include "atoll/session/resume_request.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::runtime {

/// What a session would do if it went on now.
struct ResumePreview {
    std::uint32_t last_epoch{0};  ///< 0: it has no journal yet, and runs from its beginning.
    manager::ResumePlan plan;     ///< Of no drops when it has no journal.
};

/// Reads the journals in \p folder and plans as rank 0 would; looks for contents, writes nothing.
/// A request whose `since` is 0 concerns all that was recorded. May be called while the session
/// runs.
/// \throws Error{io} when the journals are damaged, Error{invalid_graph} when \p graph is not
/// theirs.
[[nodiscard]] ResumePreview preview_resume(session::SessionFolder const& folder,
                                           graph::PhysicalGraph const& graph,
                                           session::ResumeRequest request);

}  // namespace atl::runtime
