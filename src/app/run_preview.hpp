#pragma once

#include <string>

#include "atoll/runtime/session_graph.hpp"
#include "atoll/session/session_file.hpp"

namespace atl::app {

/// Lines for a person: what of \p graph each rank of \p session would run, on how many CPUs.
/// \throws Error as translate::place() does.
[[nodiscard]] std::string preview_run(runtime::SessionGraph const& graph,
                                      session::SessionFile const& session);

}  // namespace atl::app
