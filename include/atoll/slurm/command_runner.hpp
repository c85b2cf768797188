#pragma once

#include "atoll/process/run_command.hpp"

namespace atl::slurm {

/// Runs programs. An interface, so that tests answer in place of SLURM.
class CommandRunner {
  public:
    virtual ~CommandRunner() = default;

    /// Runs \p request to its end. \throws Error{io} when the program cannot be started.
    [[nodiscard]] virtual process::CommandResult run(process::CommandRequest const& request) = 0;

  protected:
    CommandRunner() = default;
    CommandRunner(CommandRunner const&) = default;
    CommandRunner& operator=(CommandRunner const&) = default;
};

/// Runs them for real.
class ProcessRunner final : public CommandRunner {
  public:
    [[nodiscard]] process::CommandResult run(process::CommandRequest const& request) override;
};

}  // namespace atl::slurm
