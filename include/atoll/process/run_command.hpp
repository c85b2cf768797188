#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/units.hpp"
#include "atoll/process/environment_edit.hpp"

namespace atl::process {

/// A program of the control plane (sbatch, squeue, ...) and how to run it.
struct CommandRequest {
    std::vector<std::string> argv{};  ///< Program and arguments; no shell sees them. Not empty.
    std::string input{};  ///< Standard input of the program; empty: end of file at once.
    std::vector<EnvironmentEdit> environment{};      ///< Changes to our own environment.
    std::optional<std::string> working_directory{};  ///< Nothing: ours.
    std::chrono::milliseconds timeout{
        60'000};                    ///< Then it is ended, and all it started in its group.
    Bytes output_limit{16u << 20};  ///< Kept of each stream; the rest is read and thrown away.
};

/// What a program did.
struct CommandResult {
    int exit_code{-1};      ///< As the program said; -1 when a signal ended it.
    int signal{0};          ///< The signal that ended it; 0 when it exited by itself.
    std::string output;     ///< Standard output, at most `output_limit` bytes.
    std::string errors;     ///< Standard error, at most `output_limit` bytes.
    bool timed_out{false};  ///< It was ended because it took longer than `timeout`.
    bool truncated{false};  ///< It wrote more than `output_limit` to one of its streams.

    [[nodiscard]] bool succeeded() const noexcept { return exit_code == 0 && !timed_out; }
};

/// Runs a program to its end and collects what it wrote.
///
/// Blocks the caller. May be called from several threads at once. The program is found through
/// PATH, gets default signal handling, its own process group, and no file descriptor but 0, 1
/// and 2. A program that runs and fails is no error here: look at the result. \throws Error{io}
/// when the program cannot be started (not in PATH, no permission, ...). \throws Error{internal}
/// when `argv` is empty.
[[nodiscard]] CommandResult run_command(CommandRequest const& request);

}  // namespace atl::process
