#pragma once

#include <string>

#include "atoll/slurm/command_runner.hpp"

namespace atl::slurm {

/// Runs programs on another host through `ssh`, without asking for anything: keys must be there.
///
/// Changes to the environment do not travel; the other host has its own.
class SshRunner final : public CommandRunner {
  public:
    /// \param here  runs ssh itself; outlives this.
    /// \throws Error{invalid_config} when \p host is empty or could be taken for an option.
    SshRunner(CommandRunner& here, std::string host);

    [[nodiscard]] process::CommandResult run(process::CommandRequest const& request) override;

  private:
    CommandRunner& here_;
    std::string host_;
};

}  // namespace atl::slurm
