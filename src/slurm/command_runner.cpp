#include "atoll/slurm/command_runner.hpp"

namespace atl::slurm {

process::CommandResult ProcessRunner::run(process::CommandRequest const& request)
{
    return process::run_command(request);
}

}  // namespace atl::slurm
