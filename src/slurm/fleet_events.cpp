// What SLURM and the links say of islands; decisions are in fleet.cpp.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "atoll/slurm/fleet.hpp"

namespace atl::slurm {
namespace {

using enum IslandState;

// A question to squeue that failed is repeated after twice the time, up to this.
constexpr double longest_poll = 180;
// squeue may not list a job at once after it was submitted.
constexpr double listed_after = 5;
constexpr std::uint32_t unknown_before_gone = 3;

/// What is left of a job's time as squeue writes it; nothing for INVALID, UNLIMITED and the like.
std::optional<Seconds> time_left(std::string const& text)
{
    auto const colons = std::ranges::count(text, ':');
    return colons == 0 ? std::nullopt : parse_slurm_time(text);
}

bool is_asked_of_slurm(Island const& island)
{
    return island.state != submitting && island.state != ended && !island.job.number.empty();
}

/// Its link is up, so what squeue says of its end is not news yet.
bool is_linked(Island const& island)
{
    return island.state == working || (island.state == draining && island.is_linked);
}

std::string job_text(Island const& island)
{
    return fmt::format("island {} (job {})", island.id.value, island.job.number);
}

std::string ending_text(JobStatus const& status)
{
    auto const reason =
        status.reason.empty() || status.reason == "None" ? "" : fmt::format(" ({})", status.reason);
    return fmt::format("its job {}{}",
                       status.state == JobState::completed
                           ? "is completed"
                           : fmt::format("has ended: {}", to_string(status.state)),
                       reason);
}

/// Whether an end in \p state before the island was connected tells that something is wrong with
/// islands, and not with the cluster or the user's plans.
bool is_stillborn(JobState state)
{
    return state == JobState::completed || state == JobState::failed ||
           state == JobState::timed_out || state == JobState::out_of_memory;
}

}  // namespace

Seconds Fleet::poll_interval() const
{
    bool const is_urgent = std::ranges::any_of(islands_, [](Island const& island) {
        return is_asked_of_slurm(island) && !is_linked(island);
    });
    auto span = (is_urgent ? options_.poll_waiting : options_.poll_running).count;
    for (std::uint32_t i = 0; i < silent_ && span < longest_poll; ++i) {
        span = std::min(longest_poll, span * 2);
    }
    return Seconds{span};
}

void Fleet::ask_queue(Actions& actions)
{
    auto const due = asked_queue_.count + poll_interval().count;
    if (is_asking_ || is_ending_ || (now_.count < due && !(wants_queue_ && silent_ == 0))) {
        return;
    }
    AskQueue question;
    for (auto const& island : islands_) {
        bool const is_listed = now_.count - island.submitted.count >= listed_after;
        if (is_asked_of_slurm(island) && is_listed) {
            question.jobs.push_back(island.job);
        }
    }
    if (question.jobs.empty()) {
        return;
    }
    is_asking_ = true;
    wants_queue_ = false;
    asked_queue_ = now_;
    actions.emplace_back(std::move(question));
}

void Fleet::on(QueueAnswer const& event, Actions& actions)
{
    is_asking_ = false;
    silent_ = 0;
    LookUpJobs missing;
    for (auto const& status : event.jobs) {
        auto const* const island = find(status.job.number);
        if (status.state != JobState::not_listed) {
            take_status(status, actions);
        } else if (island != nullptr && !is_linked(*island)) {
            missing.jobs.push_back(status.job);
        }
    }
    if (!missing.jobs.empty()) {
        is_asking_ = true;
        actions.emplace_back(std::move(missing));
    }
}

void Fleet::on(QueueSilent const& event, Actions& actions)
{
    is_asking_ = false;
    // Told once; what is known stays as it is.
    if (++silent_ == 1) {
        actions.emplace_back(FleetNote{fmt::format(
            "SLURM does not tell how its jobs are ({}); asked again later", event.why)});
    }
}

void Fleet::on(LookUpAnswer const& event, Actions& actions)
{
    is_asking_ = false;
    for (auto const& status : event.jobs) {
        take_status(status, actions);
    }
}

void Fleet::take_status(JobStatus const& status, Actions& actions)
{
    auto* const island = find(status.job.number);
    if (island == nullptr || status.state == JobState::unknown) {
        return;
    }
    if (status.state == JobState::not_listed) {
        return take_unknown(*island, actions);
    }
    island->unknown = 0;
    if (auto const left = time_left(status.time_left); left && status.state == JobState::running) {
        island->end = Seconds{now_.count + left->count};
    }
    if (status.state == JobState::pending) {
        take_waiting(*island, status, actions);
    } else if (status.state == JobState::running) {
        take_running(*island, status, actions);
    } else if (!is_linked(*island)) {
        take_end(*island, status, actions);
    }
}

void Fleet::take_waiting(Island& island, JobStatus const& status, Actions& actions)
{
    if (is_linked(island)) {
        return;  // put back into the queue; the link will tell
    }
    island.reason = status.reason;
    island.end.reset();
    if (island.state == waiting) {
        return;
    }
    if (island.state == withdrawing) {
        // Nobody heard the first time.
        if (now_.count - island.changed.count >= options_.poll_waiting.count) {
            actions.emplace_back(CancelJob{island.job, CancelScope::waiting_only});
            move(island, withdrawing);
        }
        return;
    }
    if (island.state == draining) {
        actions.emplace_back(CancelJob{island.job, CancelScope::waiting_only});
        return move(island, withdrawing);
    }
    actions.emplace_back(FleetNote{fmt::format("{} is back in the queue", job_text(island))});
    island.submitted = now_;
    move(island, waiting);
}

void Fleet::take_running(Island& island, JobStatus const& /*status*/, Actions& actions)
{
    if (island.state == withdrawing && is_ending_) {
        actions.emplace_back(CancelJob{island.job, CancelScope::any});
    }
    // A withdrawal that came too late: the island is welcome.
    if (island.state == waiting || island.state == withdrawing) {
        auto const waited = Seconds{std::max(0.0, now_.count - island.submitted.count)};
        waits_.add(waited);
        island.reason.clear();
        move(island, starting);
        actions.emplace_back(FleetNote{
            fmt::format("{} runs, after {} in the queue", job_text(island), to_string(waited))});
    }
}

void Fleet::take_end(Island& island, JobStatus const& status, Actions& actions)
{
    bool const was_unexpected = island.state == waiting || island.state == starting;
    if (was_unexpected && !island.has_worked && is_stillborn(status.state)) {
        stillborn_.failed(
            now_,
            fmt::format("{} ended before it called: {}", job_text(island), ending_text(status)));
    }
    end(island, ending_text(status), actions);
}

void Fleet::take_unknown(Island& island, Actions& actions)
{
    if (is_linked(island)) {
        return;
    }
    wants_queue_ = true;
    if (++island.unknown >= unknown_before_gone) {
        end(island, "SLURM does not know its job any more", actions);
    }
}

void Fleet::on(SubmitAnswer const& event, Actions& actions)
{
    refused_.succeeded();
    auto* island = find(event.island);
    if (island == nullptr || island->state == ended) {
        return;
    }
    if (auto* const holder = find(event.job.number); holder != nullptr && holder != island) {
        swap_jobs(*island, *holder);
    } else if (holder == nullptr && !island->job.number.empty()) {
        give_away(*island);
        island = find(event.island);
    }
    if (island->is_linked) {
        island->job = event.job;
        return;
    }
    island->job = event.job;
    if (is_ending_) {
        actions.emplace_back(CancelJob{island->job, CancelScope::any});
        return end(*island, "the session has ended", actions);
    }
    if (island->state == withdrawing) {
        actions.emplace_back(CancelJob{island->job, CancelScope::waiting_only});
        return;
    }
    move(*island, waiting);
    actions.emplace_back(FleetNote{
        fmt::format("island {} is submitted as job {}", island->id.value, island->job.number)});
}

void Fleet::on(SubmitRefused const& event, Actions& actions)
{
    auto* const island = find(event.island);
    if (island == nullptr || island->state == ended) {
        return;
    }
    refused_.failed(now_, event.why);
    if (island->is_linked) {
        return;  // sbatch took the job all the same
    }
    move(*island, ended);
    island->reason = event.why;
    auto const pause = refused_.wait(now_);
    actions.emplace_back(
        FleetNote{fmt::format("island {} could not be submitted: {}; next try in {}",
                              island->id.value,
                              event.why,
                              to_string(pause.value_or(Seconds{0})))});
}

/// The island whose job has called. A job may begin and call before sbatch has told its number: it
/// counts as one of those that are being submitted until sbatch says which.
Island& Fleet::caller(std::string const& job)
{
    if (auto* const known = find(job)) {
        return *known;
    }
    auto const submitted = std::ranges::find_if(islands_, [](Island const& island) {
        return island.state == submitting && island.job.number.empty();
    });
    if (submitted == islands_.end()) {
        return add({job, {}}, waiting);  // a person's own
    }
    submitted->job = {job, {}};
    return *submitted;
}

void Fleet::swap_jobs(Island& one, Island& other)
{
    std::swap(one, other);
    std::swap(one.id, other.id);
}

/// The job that \p island was taken for is another's.
void Fleet::give_away(Island& island)
{
    auto const other = std::ranges::find_if(islands_, [&island](Island const& candidate) {
        return candidate.state == submitting && candidate.id != island.id;
    });
    if (other != islands_.end()) {
        return swap_jobs(island, *other);
    }
    auto const id = island.id;
    auto& own = add({}, submitting);  // which moves the islands
    swap_jobs(own, *find(id));
}

void Fleet::on(IslandConnected const& event, Actions& actions)
{
    if (event.job.empty()) {
        return;  // started by hand, outside SLURM
    }
    auto* const island = &caller(event.job);
    island->cpus = event.cpus;
    if (island->is_linked) {
        return;
    }
    stillborn_.succeeded();
    island->is_linked = true;
    island->has_worked = true;
    island->unknown = 0;
    wants_queue_ = !island->end;
    if (island->state == submitting || island->state == waiting || island->state == withdrawing) {
        waits_.add(Seconds{std::max(0.0, now_.count - island->submitted.count)});
    }
    if (is_ending_ || island->state == draining) {
        return drain(*island, actions);
    }
    move(*island, working);
    actions.emplace_back(
        FleetNote{fmt::format("{} works, with {} CPUs", job_text(*island), event.cpus)});
}

void Fleet::on(IslandLost const& event, Actions& actions)
{
    auto* const island = find(event.job);
    if (island == nullptr || !island->is_linked) {
        return;
    }
    island->is_linked = false;
    wants_queue_ = true;
    if (island->state == working) {
        move(*island, lost);
        actions.emplace_back(
            FleetNote{fmt::format("{} is lost; what it ran is run elsewhere", job_text(*island))});
    }
}

void Fleet::on(IslandDrained const& event, Actions& actions)
{
    auto* const island = find(event.job);
    if (island == nullptr || !island->is_linked) {
        return;
    }
    island->is_linked = false;
    end(*island, "it has finished what it ran, and left", actions);
}

void Fleet::on(IslandAdopted const& event, Actions& /*actions*/)
{
    if (find(event.job.number) == nullptr) {
        static_cast<void>(add(event.job, lost));
        wants_queue_ = true;
    }
}

}  // namespace atl::slurm
