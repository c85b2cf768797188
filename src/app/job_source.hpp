#pragma once

#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

#include "app/job_plan.hpp"

namespace atl::app {

/// Copies what \p plan was read from into \p folder, in place of what was kept there before, and
/// notes the rest in \p session: another job of the session can then be planned as this one was.
/// \throws Error{io}
void keep_job_source(JobPlan const& plan,
                     session::SessionFolder const& folder,
                     session::SessionFile& session);

/// What keep_job_source() kept of \p session; the environment is left empty.
[[nodiscard]] PlanOptions kept_job_source(session::SessionFolder const& folder,
                                          session::SessionFile const& session);

}  // namespace atl::app
