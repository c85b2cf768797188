#include "atoll/slurm/submit_route.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/job_environment.hpp"
#include "atoll/slurm/ssh_runner.hpp"

#include "slurm/first_line.hpp"

namespace atl::slurm {
namespace {

using Way = config::SubmitVia::Way;

process::CommandResult run(std::vector<std::string> argv,
                           CommandRunner& runner,
                           RouteChoices const& choices)
{
    process::CommandRequest request;
    request.argv = std::move(argv);
    request.environment = job_environment_edits(choices.environment);
    request.timeout =
        std::chrono::milliseconds{static_cast<std::int64_t>(choices.timeout.count * 1000)};
    try {
        return runner.run(request);
    } catch (Error const& problem) {
        process::CommandResult result;
        result.errors = problem.problem();
        return result;
    }
}

/// Answers that are about who asks, or from where.
bool is_about_asker(std::string const& errors)
{
    constexpr std::array<std::string_view, 6> words{"Access/permission denied",
                                                    "Access denied",
                                                    "not allowed",
                                                    "not permitted",
                                                    "submit host",
                                                    "disabled"};
    return std::ranges::any_of(
        words, [&errors](auto word) { return errors.find(word) != std::string::npos; });
}

/// Why jobs cannot be submitted by \p runner; nothing when they can.
std::optional<std::string> obstacle(CommandRunner& runner, RouteChoices const& choices)
{
    auto const trial = run({"sbatch", "--test-only", choices.script.string()}, runner, choices);
    if (trial.succeeded()) {
        return std::nullopt;
    }
    bool const is_slurms_answer = trial.errors.find("sbatch: error") != std::string::npos;
    if (is_slurms_answer && !is_about_asker(trial.errors) &&
        run({"squeue", "--noheader", "--me"}, runner, choices).succeeded()) {
        return std::nullopt;
    }
    return trial.timed_out ? "no answer in time" : first_line(trial.errors);
}

SubmitRoute through_ssh(std::string const& host, RouteChoices const& choices)
{
    return {{Way::ssh, host},
            std::make_unique<SshRunner>(choices.here, host),
            fmt::format("extension jobs are submitted through ssh {}", host)};
}

SubmitRoute through_spool(RouteChoices const& choices)
{
    return {{Way::spool, {}},
            std::make_unique<SpoolRunner>(choices.spool, choices.clock, choices.sleep),
            fmt::format("extension jobs are submitted by `atoll scaler {}`: run it on a host that "
                        "can submit jobs",
                        choices.session)};
}

SubmitRoute local_route()
{
    return {{Way::local, {}}, nullptr, "extension jobs are submitted from this node"};
}

SubmitRoute first_that_works(RouteChoices const& choices)
{
    auto const here = obstacle(choices.here, choices);
    if (!here) {
        return local_route();
    }
    auto reasons = fmt::format("this node cannot submit jobs ({})", *here);
    auto const host = choices.environment.find("SLURM_SUBMIT_HOST");
    if (host != choices.environment.end() && !host->second.empty() && host->second.front() != '-') {
        auto route = through_ssh(host->second, choices);
        auto const there = obstacle(*route.runner, choices);
        if (!there) {
            route.sentence = fmt::format("{}; {}", reasons, route.sentence);
            return route;
        }
        reasons += fmt::format(", nor does ssh {} work ({})", host->second, *there);
    }
    auto route = through_spool(choices);
    route.sentence = fmt::format("{}; {}", reasons, route.sentence);
    return route;
}

}  // namespace

SubmitRoute find_submit_route(config::SubmitVia const& wanted, RouteChoices const& choices)
{
    switch (wanted.way) {
        case Way::local:
            return local_route();
        case Way::ssh:
            return through_ssh(wanted.host, choices);
        case Way::spool:
            return through_spool(choices);
        case Way::automatic:
            return first_that_works(choices);
    }
    return local_route();
}

}  // namespace atl::slurm
