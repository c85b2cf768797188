#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/core/error.hpp"
#include "atoll/runtime/restarts.hpp"
#include "atoll/runtime/session_graph.hpp"

namespace atl::process {
class LaunchHelper;
}

namespace atl::runtime {

class Links;

/// What a rank is given by the program's main.
struct RankOptions {
    std::filesystem::path session_folder;
    std::filesystem::path
        scratch_folder;  ///< Of this rank alone, in memory where possible; exists.
    process::LaunchHelper* launcher{nullptr};  ///< Started before MPI; outlives the rank.
    std::string host;                          ///< Name of this node.
    std::string launched_by;                   ///< "mpirun", "srun-pmix" or empty.
    std::function<SessionGraph()>
        load_graph;  ///< Reads the session's graph; called on rank 0 only.
    /// Links to executors of extension jobs, which outlive the rank; nullptr: as the session asks.
    Links* links{nullptr};
    /// True when whoever waits for the session is gone: it is cancelled then. Asked every second,
    /// on rank 0, and from several threads; empty: the session waits for nobody.
    std::function<bool()> is_abandoned{};
    Restarts restarts{Restarts::none};
    /// Ends all ranks of this world at once, also one that no signal but SIGKILL reaches; called
    /// last, on rank 0, when it leaves because it has lost one. Empty: the launcher does.
    std::function<void()> end_world{};
    /// journal::boot_id() of every node of this world: what was written there before this process
    /// began is still there.
    std::vector<std::string> boot_ids{};
};

/// Runs one rank of a session to its end: rank 0 is the island manager, the others are node
/// managers; a rank that is alone is both.
///
/// The calling thread becomes the progress thread. Stop requests come as SIGTERM or SIGINT, which
/// this function handles while it runs. \returns the session's exit status on rank 0; elsewhere
/// success, or lost_rank when the island manager is gone. \throws Error when the rank cannot take
/// part.
[[nodiscard]] ExitStatus run_rank(RankOptions const& options, comm::Transport& transport);

}  // namespace atl::runtime
