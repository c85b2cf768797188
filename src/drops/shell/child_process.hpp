#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "atoll/drops/app_drop.hpp"
#include "atoll/process/process_request.hpp"

#include "drops/registry.hpp"

namespace atl::drops {

/// A process that is to do an app's work.
struct ChildProcess {
    std::vector<std::string> argv;
    std::chrono::milliseconds time_limit{0};  ///< 0: none.
    process::StandardInput input;             ///< Default: nothing to read.
    process::StandardOutput output;           ///< Default: the log.
};

/// Runs \p child in the session's data folder, with DALiuGE's variables in its environment, and
/// waits for its end. A failure's reason has the last line that it wrote to standard error.
[[nodiscard]] AppResult run_child(RankServices const& services,
                                  AppContext& context,
                                  ChildProcess const& child);

/// \throws Error{invalid_graph} when \p text, which is called \p part in messages, holds a NUL
/// character: no program can be given one.
void refuse_nul(std::string_view part, std::string_view text);

/// Time limit that \p spec sets (`max_runtime` or `time_limit`, seconds); 0: none.
/// \throws Error{invalid_graph} when it is not a positive number.
[[nodiscard]] std::chrono::milliseconds time_limit_of(graph::DropSpec const& spec);

}  // namespace atl::drops
