#include "atoll/session/status_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> state_words{"starting", "running", "stopping", "ended"};

constexpr std::array known_statuses{ExitStatus::success,
                                    ExitStatus::drops_failed,
                                    ExitStatus::usage,
                                    ExitStatus::invalid_input,
                                    ExitStatus::io,
                                    ExitStatus::slurm,
                                    ExitStatus::lost_rank,
                                    ExitStatus::cancelled,
                                    ExitStatus::out_of_time,
                                    ExitStatus::internal};

std::optional<ExitStatus> to_exit_status(int number)
{
    auto const* const found = std::ranges::find(
        known_statuses, number, [](ExitStatus status) { return static_cast<int>(status); });
    return found == known_statuses.end() ? std::nullopt : std::optional{*found};
}

json to_json(Status const& s)
{
    json j{{"state", to_string(s.state)},
           {"total", s.total},
           {"done", s.done},
           {"failed", s.failed},
           {"drops", s.drops},
           {"started", s.started},
           {"updated", s.updated},
           {"ended", s.ended},
           {"ranks_lost", s.ranks_lost},
           {"journals_waiting", s.journals_waiting},
           {"extensions", json::array()},
           {"failures", json::array()}};
    for (auto const& extension : s.extensions) {
        j["extensions"].push_back({{"job_id", extension.job_id},
                                   {"host", extension.host},
                                   {"cpus", extension.cpus},
                                   {"running", extension.running},
                                   {"state", extension.state}});
    }
    for (auto const& failure : s.failures) {
        j["failures"].push_back(
            {{"oid", failure.oid}, {"name", failure.name}, {"reason", failure.reason}});
    }
    if (s.outcome) {
        j["exit_status"] = static_cast<int>(*s.outcome);
    }
    return j;
}

SessionState to_state(std::string const& word)
{
    auto const* const found = std::ranges::find(state_words, word);
    if (found == state_words.end()) {
        throw Error{ErrorKind::io, fmt::format("unknown session state '{}'", word)};
    }
    return static_cast<SessionState>(found - state_words.begin());
}

Status status_from_json(json const& j)
{
    Status s;
    s.state = to_state(j.at("state"));
    s.total = j.at("total");
    s.done = j.at("done");
    s.failed = j.at("failed");
    s.drops = j.at("drops").get<std::map<std::string, std::uint64_t>>();
    s.started = j.at("started");
    s.updated = j.at("updated");
    s.ended = j.at("ended");
    s.ranks_lost = j.at("ranks_lost").get<std::vector<std::uint32_t>>();
    s.journals_waiting = j.value("journals_waiting", s.journals_waiting);
    for (auto const& failure : j.at("failures")) {
        s.failures.push_back({failure.at("oid"), failure.at("name"), failure.at("reason")});
    }
    for (auto const& extension : j.value("extensions", json::array())) {
        s.extensions.push_back({extension.at("job_id"),
                                extension.at("host"),
                                extension.at("cpus"),
                                extension.at("running"),
                                extension.at("state")});
    }
    if (j.contains("exit_status")) {
        s.outcome = to_exit_status(j.at("exit_status"));
    }
    return s;
}

}  // namespace

std::string_view to_string(SessionState state) noexcept
{
    return state_words[static_cast<std::size_t>(state)];
}

void write_status_file(SessionFolder const& folder, Status const& status)
{
    auto const text = to_json(status).dump(1, ' ', false, json::error_handler_t::replace);
    write_atomically(folder.status_file(), text + '\n');
}

std::optional<Status> read_status_file(SessionFolder const& folder)
{
    auto const file = folder.status_file();
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return std::nullopt;
    }
    try {
        return status_from_json(json::parse(read_text(file)));
    } catch (json::exception const& problem) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' is damaged ({})", file.string(), problem.what())};
    } catch (Error const& problem) {
        throw problem.during(fmt::format("reading '{}'", file.string()));
    }
}

void write_exit_status(SessionFolder const& folder, ExitStatus status)
{
    write_atomically(folder.exit_status(), fmt::format("{}\n", static_cast<int>(status)));
}

std::optional<ExitStatus> read_exit_status(SessionFolder const& folder)
{
    std::ifstream stream{folder.exit_status()};
    int number{};
    return stream >> number ? to_exit_status(number) : std::nullopt;
}

}  // namespace atl::session
