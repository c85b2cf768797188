#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "atoll/core/error.hpp"
#include "atoll/core/units.hpp"

namespace atl::process {
class LaunchHelper;
}

namespace atl::runtime {

/// What a process of an extension job is given by the program's main.
struct ExecutorOptions {
    std::filesystem::path session_folder;
    std::filesystem::path scratch_folder;      ///< Of this process alone; exists.
    process::LaunchHelper* launcher{nullptr};  ///< Outlives the executor.
    std::string host;                          ///< Name of this node.
    std::string job_id;                        ///< SLURM's; "" when started by hand.
    std::uint32_t cpus{0};  ///< CPUs that apps may take together; 0: all that the process may use.
    Seconds time_left{};    ///< Until the job ends; 0: not known.
    Seconds patience{60};   ///< How long rank 0 is looked for before the executor gives up.
};

/// Runs apps of a session for its node managers until it is let go, told to end, out of time, or
/// the session has ended.
///
/// The calling thread becomes the progress thread. SIGTERM and SIGINT are handled while it runs:
/// what runs gets a grace to finish. \returns success when it left in order, lost_rank when rank 0
/// was not to be found. \throws Error when the session cannot be joined.
[[nodiscard]] ExitStatus run_executor(ExecutorOptions const& options);

}  // namespace atl::runtime
