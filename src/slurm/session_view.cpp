#include "atoll/slurm/session_view.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/session/atomic_file.hpp"
#include "atoll/session/refusal.hpp"

namespace atl::slurm {
namespace {

std::optional<JobStatus> ask_slurm(session::SessionFile const& session, SlurmClient& client)
{
    JobId const job{session.job_id, session.job_cluster};
    try {
        return client.query({&job, 1}).front();
    } catch (Error const& problem) {
        if (problem.kind() != ErrorKind::slurm) {
            throw;
        }
        return std::nullopt;
    }
}

std::string drops_line(session::Status const& status)
{
    auto text = fmt::format(
        "{} {} of {} drops", session::to_string(status.state), status.done, status.total);
    if (status.failed > 0) {
        text += fmt::format(", {} failed", status.failed);
    }
    if (status.journals_waiting > 0) {
        text += ", paused: no room on the disk for the journal";
    }
    if (!status.ranks_lost.empty()) {
        text += fmt::format(", {} ranks lost", status.ranks_lost.size());
    }
    return text;
}

/// What to make of a reason for which SLURM may keep a job for ever; empty for all others.
std::string_view lasting(std::string_view reason)
{
    if (reason == "PartitionConfig" || reason == "BadConstraints") {
        return ": no node of the queue has all that is asked for; the job may never start";
    }
    if (reason == "PartitionNodeLimit") {
        return ": more nodes than the queue allows; the job may never start";
    }
    if (reason == "PartitionTimeLimit") {
        return ": more time than the queue allows; the job may never start";
    }
    return "";
}

}  // namespace

SessionView view_session(session::SessionFolder const& folder, SlurmClient& client, AskSlurm ask)
{
    SessionView view;
    view.asked = session::read_session_file(folder);
    view.status = session::read_status_file(folder);
    view.evidence.written = session::read_exit_status(folder);
    view.evidence.asked = session::stop_requested(folder);
    if (ask == AskSlurm::yes && !view.evidence.written && !view.asked.job_id.empty()) {
        view.evidence.job = ask_slurm(view.asked, client);
    }
    view.outcome = judge(view.evidence);
    view.refusal = session::refusal(folder);
    return view;
}

bool is_ending(SessionView const& view)
{
    return view.evidence.asked && !view.outcome;
}

std::string job_word(SessionView const& view)
{
    if (!view.asked.job_id.empty()) {
        return view.asked.job_id;
    }
    return view.asked.launcher == "local" ? "local" : "-";
}

std::string progress_line(SessionView const& view)
{
    if (view.refusal) {
        return "not submitted: " + *view.refusal;
    }
    auto const drops = view.status ? drops_line(*view.status) : std::string{};
    if (is_ending(view)) {
        bool const is_cancelled = view.evidence.asked == session::StopReason::cancelled;
        return fmt::format("ending, {}{}{}",
                           is_cancelled ? "cancelled" : "out of time",
                           drops.empty() ? "" : ": ",
                           drops.empty() ? "" : drops.substr(drops.find(' ') + 1));
    }
    if (view.outcome) {
        return fmt::format("ended: {}{}{}",
                           view.outcome->sentence,
                           drops.empty() ? "" : "; ",
                           drops.empty() ? "" : drops.substr(drops.find(' ') + 1));
    }
    if (!drops.empty()) {
        return drops;
    }
    if (view.evidence.job) {
        auto const& job = *view.evidence.job;
        auto const reason = job.reason.empty() || job.reason == "None"
                                ? ""
                                : fmt::format(" ({}{})", job.reason, lasting(job.reason));
        return fmt::format("{}{}", to_string(job.state), reason);
    }
    return view.asked.job_id.empty() ? "starting" : "submitted";
}

std::string to_json(session::SessionFolder const& folder, SessionView const& view)
{
    using nlohmann::json;
    json content{{"id", folder.id()}, {"folder", folder.path().string()}};
    content["session"] = json::parse(session::read_text(folder.session_file()), nullptr, false);
    if (view.status) {
        content["status"] = json::parse(session::read_text(folder.status_file()), nullptr, false);
    }
    if (std::filesystem::exists(folder.islands_file())) {
        content["islands"] = json::parse(session::read_text(folder.islands_file()), nullptr, false);
    }
    if (view.evidence.job) {
        auto const& job = *view.evidence.job;
        content["job"] = {{"id", job.job.number},
                          {"cluster", job.job.cluster},
                          {"state", job.word},
                          {"time_left", job.time_left},
                          {"reason", job.reason},
                          {"nodes", job.nodes}};
    }
    if (view.refusal) {
        content["refusal"] = *view.refusal;
    }
    content["ending"] = is_ending(view);
    content["line"] = progress_line(view);
    if (view.outcome) {
        content["outcome"] = {{"exit_status", static_cast<int>(view.outcome->status)},
                              {"text", view.outcome->sentence}};
    }
    return content.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace atl::slurm
