#include "atoll/slurm/ssh_runner.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/shell_word.hpp"

namespace atl::slurm {

SshRunner::SshRunner(CommandRunner& here, std::string host) : here_(here), host_(std::move(host))
{
    if (host_.empty() || host_.front() == '-') {
        throw Error{ErrorKind::invalid_config,
                    fmt::format("'{}' is no host to reach by ssh", host_),
                    "submit_via: ssh HOST"};
    }
}

process::CommandResult SshRunner::run(process::CommandRequest const& request)
{
    std::string line;
    if (request.working_directory) {
        line = fmt::format("cd {} && ", ShellWord::literal(*request.working_directory).text());
    }
    line += "exec";
    for (auto const& word : request.argv) {
        line += ' ' + ShellWord::literal(word).text();
    }
    auto there = request;
    there.argv = {"ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-T", host_, line};
    there.working_directory.reset();
    return here_.run(there);
}

}  // namespace atl::slurm
