#include "app/status.hpp"

#include <array>
#include <cstdint>
#include <ctime>
#include <map>
#include <ranges>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/drop_state.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/session/islands_file.hpp"
#include "atoll/slurm/session_view.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

constexpr double stale_after = 15;  // seconds; rank 0 writes status.json every second

/// Whether status.json tells less than the journal does: rank 0 is gone, or cannot write.
bool is_stale(slurm::SessionView const& view)
{
    auto const now = static_cast<double>(SystemClock{}.wall_ns()) * 1e-9;
    return !view.status || (view.status->state != session::SessionState::ended &&
                            now - view.status->updated > stale_after);
}

/// What the journal knows, where status.json is missing or old.
void print_journal(session::SessionFolder const& folder)
{
    auto const snapshot = journal::read_session(folder.journal());
    std::array<std::uint64_t, drop_state_count> counts{};
    for (auto const& drop : snapshot.drops) {
        ++counts[static_cast<std::size_t>(drop.state)];
    }
    fmt::print("journal   epoch {}, {} drops\n", snapshot.epoch, snapshot.drops.size());
    for (std::size_t state = 0; state < counts.size(); ++state) {
        if (counts[state] > 0) {
            fmt::print("  {:<12} {}\n",
                       state == 0 ? "not yet" : to_string(static_cast<DropState>(state)),
                       counts[state]);
        }
    }
}

void print(session::SessionFolder const& folder, slurm::SessionView const& view)
{
    fmt::print("session   {}\nfolder    {}\ngraph     {}\n",
               folder.id(),
               folder.path().string(),
               view.asked.graph_source);
    if (!view.asked.job_id.empty()) {
        fmt::print("job       {}{}{} on {} nodes\n",
                   view.asked.job_id,
                   view.asked.job_cluster.empty() ? "" : " of cluster ",
                   view.asked.job_cluster,
                   view.asked.node_managers);
    }
    if (view.evidence.job && !view.evidence.job->nodes.empty()) {
        fmt::print(
            "nodes     {}\ntime left {}\n", view.evidence.job->nodes, view.evidence.job->time_left);
    }
    fmt::print("state     {}\n", slurm::progress_line(view));
    if (!view.status) {
        return;
    }
    for (auto const& [state, count] : view.status->drops) {
        fmt::print("  {:<12} {}\n", state, count);
    }
    for (auto const& extension : view.status->extensions) {
        fmt::print("extension {} on {}: {} CPUs, {} running, {}\n",
                   extension.job_id.empty() ? "without a job" : extension.job_id,
                   extension.host,
                   extension.cpus,
                   extension.running,
                   extension.state);
    }
    for (auto const& failure : view.status->failures) {
        fmt::print("failed    {}\n", failure.reason);
    }
}

void print_islands(session::SessionFolder const& folder)
{
    auto const file = session::read_islands_file(folder);
    if (!file) {
        return;
    }
    std::map<std::string, std::uint32_t> ended;
    for (auto const& island : file->islands) {
        if (island.state == "ended") {
            ++ended[island.reason];
            continue;
        }
        fmt::print("island {:<3} {}, job {}, {} CPUs{}\n",
                   island.number,
                   island.state,
                   island.job_id.empty() ? "not known yet" : island.job_id,
                   island.cpus,
                   island.reason.empty() || island.reason == "None"
                       ? ""
                       : fmt::format(" ({})", island.reason));
    }
    for (auto const& [reason, count] : ended) {
        fmt::print("ended     {} island{}: {}\n", count, count == 1 ? "" : "s", reason);
    }
    constexpr std::size_t shown = 5;
    auto const skipped = file->notes.size() > shown ? file->notes.size() - shown : 0;
    for (auto const& note : file->notes | std::views::drop(skipped)) {
        fmt::print(
            "{:%H:%M:%S}  {}\n", fmt::localtime(static_cast<std::time_t>(note.time)), note.line);
    }
}

}  // namespace

int status(std::span<std::string const> arguments)
{
    std::string name;
    std::string root;
    bool json{false};
    CommandLine line{"atoll status [SESSION] [options]", {}, {"session"}};
    line.options.add_options()("session", po::value(&name), "session (default: the youngest)")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)")(
        "json", po::bool_switch(&json), "print a JSON object");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    auto const environment = environment_map();
    auto const folder = named_session(root, name);
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment, Seconds{20}};
    auto const view = slurm::view_session(folder, client, slurm::AskSlurm::yes);
    if (json) {
        fmt::print("{}\n", slurm::to_json(folder, view));
    } else {
        print(folder, view);
        print_islands(folder);
        if (is_stale(view) && journal::holds_journal(folder.journal())) {
            print_journal(folder);
        }
    }
    return 0;
}

}  // namespace atl::app
