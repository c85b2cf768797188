#include "app/scaler.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/job_environment.hpp"
#include "atoll/slurm/slurm_client.hpp"
#include "atoll/slurm/spool_folder.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"
#include "app/session_end.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

/// Runs commands, and says which.
class TellingRunner final : public slurm::CommandRunner {
  public:
    process::CommandResult run(process::CommandRequest const& request) override
    {
        auto result = runner_.run(request);
        if (request.argv.front() != "squeue" || !result.succeeded()) {
            fmt::print("{}: status {}\n", fmt::join(request.argv, " "), result.exit_code);
            std::fflush(stdout);
        }
        return result;
    }

  private:
    slurm::ProcessRunner runner_;
};

}  // namespace

int scaler(std::span<std::string const> arguments)
{
    std::string name;
    std::string root;
    CommandLine line{"atoll scaler SESSION [options]", {}, {"session"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&name), "session")
        ("root",    po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(name, "session", line);
    auto const environment = environment_map();
    auto const folder = named_session(root, name);
    fmt::print("serving session {} until it ends\n", folder.id());
    std::fflush(stdout);
    TellingRunner runner;
    slurm::SpoolFolder const spool{folder.spool()};
    auto const edits = slurm::job_environment_edits(environment);
    slurm::ProcessRunner questions;
    slurm::SlurmClient client{questions, environment, Seconds{20}};
    SystemClock const clock;
    SessionEnd end{folder, client, clock};
    while (true) {
        // Looked at first: what the session asks at its very end is still done.
        bool const has_ended = end.reached();
        if (spool.serve(runner, edits) == 0 && has_ended) {
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{250});
    }
    fmt::print("session {} has ended\n", folder.id());
    return 0;
}

}  // namespace atl::app
