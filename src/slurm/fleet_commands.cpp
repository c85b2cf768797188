#include "atoll/slurm/fleet_commands.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::slurm {

FleetCommands::FleetCommands(session::SessionFolder folder,
                             session::SessionFile const& session,
                             std::map<std::string, std::string> environment,
                             CommandRunner& here,
                             Clock const& clock,
                             SpoolRunner::Sleep sleep)
    : folder_(std::move(folder)),
      work_folder_(session.work_folder),
      scaling_(session.scaling),
      environment_(std::move(environment)),
      here_(here),
      clock_(clock),
      sleep_(std::move(sleep))
{
}

std::optional<config::SubmitVia> FleetCommands::via() const
{
    return route_ ? std::optional{route_->via} : std::nullopt;
}

CommandAnswer FleetCommands::perform(FleetAction const& action)
{
    std::vector<std::string> notes;
    if (std::holds_alternative<SubmitIsland>(action) && !route_) {
        find_route(notes);
    }
    auto answer = std::visit([this](auto const& what) { return act(what); }, action);
    answer.notes.insert(answer.notes.begin(), notes.begin(), notes.end());
    return answer;
}

void FleetCommands::find_route(std::vector<std::string>& notes)
{
    auto const wanted = config::parse_submit_via(scaling_.submit_via).value_or(config::SubmitVia{});
    try {
        route_ = find_submit_route(wanted,
                                   {here_,
                                    clock_,
                                    sleep_,
                                    folder_.spool(),
                                    folder_.extension_script(),
                                    folder_.id(),
                                    environment_,
                                    scaling_.command_timeout});
        notes.push_back(route_->sentence);
    } catch (Error const& problem) {
        notes.emplace_back(problem.what());
    }
}

SlurmClient FleetCommands::client()
{
    auto& runner = route_ && route_->runner ? *route_->runner : here_;
    return {runner, environment_, scaling_.command_timeout};
}

CommandAnswer FleetCommands::act(SubmitIsland const& action)
{
    SubmitRequest request{folder_.extension_script(), work_folder_, {}};
    auto const nodes = std::max(1U, scaling_.nodes_per_island);
    // What the cluster file says of nodes is meant for the base job.
    request.options = {fmt::format("--nodes={}", nodes), fmt::format("--ntasks={}", nodes)};
    try {
        // A comment of the user's stays; then a job whose number sbatch did not tell is not found.
        auto const own = fmt::format("--comment=atoll:{}", folder_.id());
        auto const script = session::read_text(folder_.extension_script());
        if (script.find("#SBATCH " + own) != std::string::npos) {
            request.comment = fmt::format("atoll:{}:{}", folder_.id(), action.island.value);
            request.options.push_back("--comment=" + request.comment);
        }
        return {SubmitAnswer{action.island, client().submit(request)}, {}};
    } catch (Error const& problem) {
        return {SubmitRefused{action.island, problem.problem()}, {}};
    }
}

CommandAnswer FleetCommands::act(AskQueue const& action)
{
    try {
        return {QueueAnswer{client().query(action.jobs)}, {}};
    } catch (Error const& problem) {
        return {QueueSilent{problem.problem()}, {}};
    }
}

CommandAnswer FleetCommands::act(LookUpJobs const& action)
{
    try {
        return {LookUpAnswer{client().look_up(action.jobs)}, {}};
    } catch (Error const& problem) {
        return {QueueSilent{problem.problem()}, {}};
    }
}

CommandAnswer FleetCommands::act(CancelJob const& action)
{
    try {
        static_cast<void>(client().cancel(action.job, action.scope));
        return {};
    } catch (Error const& problem) {
        return {std::nullopt, {problem.problem()}};
    }
}

}  // namespace atl::slurm
