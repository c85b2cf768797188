#include "app/extension.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/log.hpp"
#include "atoll/process/launch_helper.hpp"
#include "atoll/runtime/executor.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/job_end.hpp"

#include "app/node_process.hpp"
#include "app/options.hpp"
#include "app/scratch_folder.hpp"

namespace po = boost::program_options;

namespace atl::app {
namespace {

struct ExtensionOptions {
    std::string session;
    int cpus{0};
    double time_left{0};
    double wait{60};
};

/// Seconds until this job ends, as its script found out; 0 when it did not.
double time_left_of_job()
{
    auto const end = slurm::known_job_end(environment_map());
    auto const now = static_cast<double>(SystemClock{}.wall_ns()) * 1e-9;
    return end ? std::max(1.0, *end - now) : 0.0;
}

CommandLine describe(ExtensionOptions& o)
{
    CommandLine line{"atoll extension --session DIR [options]", {}, {}};
    // clang-format off
    line.options.add_options()
        ("session",   po::value(&o.session)->required()->value_name("DIR"), "session folder")
        ("cpus",      po::value(&o.cpus)->default_value(o.cpus)->value_name("N"),
                      "CPUs to lend; 0: as many as the session's node managers have")
        ("time-left", po::value(&o.time_left)->default_value(o.time_left)->value_name("SECONDS"),
                      "until this job ends; 0: not known")
        ("wait",      po::value(&o.wait)->default_value(o.wait)->value_name("SECONDS"),
                      "how long rank 0 is looked for before giving up");
    // clang-format on
    return line;
}

}  // namespace

int extension(std::span<std::string const> arguments)
{
    ExtensionOptions asked;
    if (parse_options(describe(asked), arguments) == Parsed::help_shown) {
        return 0;
    }
    session::SessionFolder const folder{std::filesystem::canonical(asked.session)};
    auto const scratch = make_scratch_folder(folder);
    // Before any thread: the helper is a fork of this process as it is now.
    process::LaunchHelper helper{launch_options(folder, scratch)};
    runtime::ExecutorOptions options;
    options.session_folder = folder.path();
    options.scratch_folder = scratch;
    options.launcher = &helper;
    options.host = host_name();
    options.job_id = variable("SLURM_JOB_ID");
    options.cpus = checked_count(asked.cpus, 0, "--cpus");
    if (options.cpus == 0) {
        options.cpus = session::read_session_file(folder).cpus_per_rank;
    }
    options.time_left = Seconds{asked.time_left > 0 ? asked.time_left : time_left_of_job()};
    options.patience = Seconds{asked.wait};
    log::open(folder.logs() / fmt::format("extension-{}-{}.log", options.host, getpid()),
              log::Level::info,
              folder.id(),
              RankId{0});
    return static_cast<int>(runtime::run_executor(options));
}

}  // namespace atl::app
