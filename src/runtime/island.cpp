#include "runtime/island.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/drops/run_file.hpp"
#include "atoll/translate/partition.hpp"

#include "runtime/placement.hpp"

namespace atl::runtime {
namespace {

using manager::MessageType;

constexpr std::size_t kept_failures =
    10'000;  // reasons that run.h5 keeps; the states of all drops are always there
constexpr std::int64_t status_every_ns = 1'000'000'000;

session::SessionState state_of(manager::SessionPhase phase)
{
    switch (phase) {
        case manager::SessionPhase::deploying:
            return session::SessionState::starting;
        case manager::SessionPhase::running:
        case manager::SessionPhase::collecting:
            return session::SessionState::running;
        case manager::SessionPhase::stopping:
            return session::SessionState::stopping;
        case manager::SessionPhase::ended:
            return session::SessionState::ended;
    }
    return session::SessionState::ended;
}

double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) * 1e-9;
}

bool is_well(DropState state)
{
    return is_final(state) && state != DropState::error && state != DropState::cancelled;
}

}  // namespace

Island::Island(session::SessionFolder folder,
               session::SessionFile session,
               comm::Transport& transport,
               Clock const& clock,
               std::string host)
    : folder_(std::move(folder)),
      session_(std::move(session)),
      transport_(transport),
      clock_(clock),
      nodes_(translate::worker_ranks(transport.size())),
      manager_(nodes_),
      hosts_(transport.size()),
      started_ns_(clock.wall_ns()),
      first_tick_ns_(clock.monotonic_ns())
{
    hosts_.front() = std::move(host);
    write_status(session::SessionState::starting);
}

void Island::deploy(graph::ReadResult read)
{
    log::info("runtime", "read a graph of {} drops", read.graph.size());
    graph::check_runnable(read.graph, read.diagnostics);
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, session_.graph_source);
    graph_ = std::move(read.graph);
    Diagnostics notes;
    translate::PlacementOptions options;
    options.algorithm = session_.partition_algorithm;
    if (auto const found = session_.options.find("partitions"); found != session_.options.end()) {
        options.partitions = static_cast<std::uint32_t>(std::stoul(found->second));
    }
    placement_ = translate::place(graph_, options, nodes_, notes);
    keep_branches_together(graph_, placement_);
    log::info("runtime", "placed {} drops by '{}'", graph_.size(), options.algorithm);
    for (auto const& note : notes.problems()) {
        log::info("runtime", "{}: {}", note.where, note.what);
    }
    auto const parts = graph::split_graph(graph_, placement_, transport_.size());
    log::info("runtime", "split the graph into {} parts", nodes_.size());
    for (auto const rank : nodes_) {
        comm::ByteWriter out;
        out.put(started_ns_);
        out.put_bytes(graph::write_part(parts[rank.index()]));
        transport_.send(
            rank, static_cast<std::uint16_t>(MessageType::deploy), std::move(out).take());
    }
    rows_.resize(graph_.size());
    for (std::uint32_t drop = 0; drop < graph_.size(); ++drop) {
        rows_[drop].drop = DropId{drop};
        rows_[drop].state =
            static_cast<std::uint8_t>(DropState::cancelled);  // what a lost rank leaves behind
    }
    write_status(session::SessionState::starting);
}

void Island::handle(comm::Message const& message)
{
    switch (static_cast<MessageType>(message.type)) {
        case MessageType::deployed:
            hosts_[message.from.index()] = comm::ByteReader{message.body}.get_text();
            return apply(manager_.handle(manager::RankDeployed{message.from}));
        case MessageType::problem:
            return apply(manager_.handle(
                manager::RankProblem{message.from, comm::ByteReader{message.body}.get_text()}));
        case MessageType::progress:
            return apply(manager_.handle(manager::RankProgress{
                message.from, comm::ByteReader{message.body}.get<manager::Progress>()}));
        case MessageType::end_reached:
            return apply(manager_.handle(manager::EndReached{}));
        case MessageType::rows:
            return take_rows(message);
        default:
            return;  // for node managers
    }
}

void Island::take_rows(comm::Message const& message)
{
    auto batch = manager::decode_rows(message.body);
    for (auto const& row : batch.rows) {
        rows_[row.drop.index()] = row;
    }
    for (auto& failure : batch.failures) {
        if (failures_.size() < kept_failures) {
            failures_.push_back(std::move(failure));
        }
    }
    if (batch.last) {
        apply(manager_.handle(manager::RankReported{message.from}));
    }
}

void Island::tick()
{
    auto const now = clock_.monotonic_ns();
    if (auto const phase = manager_.phase(); phase != last_phase_) {
        last_phase_ = phase;
        log::info("runtime", "session is {}", to_string(phase));
    }
    apply(
        manager_.handle(manager::Tick{Seconds{static_cast<double>(now - first_tick_ns_) * 1e-9}}));
    if (!outcome_ && now - last_status_ns_ > status_every_ns) {
        write_status(state_of(manager_.phase()));
    }
}

void Island::stop(manager::StopRequested const& request)
{
    log::info("runtime", "asked to stop with status {}", static_cast<int>(request.status));
    apply(manager_.handle(request));
}

void Island::apply(std::vector<manager::IslandAction> const& actions)
{
    for (auto const& action : actions) {
        if (auto const* const broadcast = std::get_if<manager::Broadcast>(&action)) {
            auto const lost = manager_.lost();
            for (auto const rank : nodes_) {
                if (std::ranges::find(lost, rank) == lost.end()) {
                    transport_.send(rank, static_cast<std::uint16_t>(broadcast->type), {});
                }
            }
        } else {
            finish(std::get<manager::Finish>(action));
        }
    }
}

ExitStatus Island::final_status(ExitStatus status) const
{
    if (status != ExitStatus::success) {
        return status;
    }
    bool const well = std::ranges::all_of(rows_, [](manager::DropRow const& row) {
        return is_well(static_cast<DropState>(row.state));
    });
    return well ? ExitStatus::success : ExitStatus::drops_failed;
}

void Island::finish(manager::Finish const& finish)
{
    auto status = final_status(finish.status);
    if (!finish.reason.empty()) {
        log::warn("runtime", "{}", finish.reason);
        notes_.push_back(finish.reason);
    }
    log::info("runtime", "session has ended with status {}", static_cast<int>(status));
    try {
        write_run_file(status, finish.reason);
        log::info("runtime", "run.h5 is written");
    } catch (Error const& failure) {
        log::write(log::Level::error, "runtime", failure.what());
        notes_.push_back(Error{failure}.during("writing run.h5").what());
        status = ExitStatus::io;
    }
    outcome_ = status;
    write_status(session::SessionState::ended);
    session::write_exit_status(folder_, status);
}

std::vector<session::FailedDrop> Island::failed_drops() const
{
    std::vector<session::FailedDrop> failed;
    for (auto const& failure : failures_) {
        if (failed.size() == session::Status::kept_failures) {
            break;
        }
        if (static_cast<DropState>(rows_[failure.drop.index()].state) != DropState::error) {
            continue;  // cancelled while it ran
        }
        failed.push_back({graph_.oid(failure.drop),
                          std::string{graph_.name(graph_.template_of(failure.drop))},
                          failure.reason});
    }
    return failed;
}

void Island::write_status(session::SessionState state)
{
    last_status_ns_ = clock_.monotonic_ns();
    auto const total = manager_.total();
    session::Status status;
    status.state = state;
    status.total = graph_.size();
    status.started = seconds(started_ns_);
    status.updated = seconds(clock_.wall_ns());
    manager::StateCounts counts = total.counts;
    if (outcome_) {
        counts = {};
        for (auto const& row : rows_) {
            ++counts[row.state];
        }
        status.ended = status.updated;
        status.outcome = outcome_;
        status.failures = failed_drops();
    }
    for (std::size_t value = 0; value < drop_state_count; ++value) {
        auto const drop_state = static_cast<DropState>(value);
        if (counts[value] > 0) {
            status.drops[std::string{to_string(drop_state)}] = counts[value];
            status.done += is_final(drop_state) ? counts[value] : 0;
        }
    }
    status.failed = counts[static_cast<std::size_t>(DropState::error)];
    for (auto const rank : manager_.lost()) {
        status.ranks_lost.push_back(rank.value);
    }
    session::write_status_file(folder_, status);
}

void Island::write_run_file(ExitStatus status, std::string const& reason)
{
    std::size_t longest = 1;
    for (std::uint32_t drop = 0; drop < graph_.size(); ++drop) {
        longest = std::max(longest, graph_.oid(DropId{drop}).size());
    }
    drops::RunFile file{folder_.run_file(), rows_.size(), longest};
    std::vector<drops::RunRow> rows;
    for (auto const& row : rows_) {
        rows.push_back({graph_.oid(row.drop),
                        graph_.template_of(row.drop).value,
                        static_cast<DropState>(row.state),
                        placement_[row.drop.index()].value,
                        row.start,
                        row.end,
                        row.tries,
                        row.bytes,
                        row.exit_code});
        if (rows.size() == manager::rows_a_message || &row == &rows_.back()) {
            file.append(rows);
            rows.clear();
        }
    }
    drops::RunSummary summary;
    summary.attributes = {{"session", session_.id},
                          {"graph", session_.graph_name},
                          {"graph_source", session_.graph_source},
                          {"graph_hash", fmt::format("{:016x}", graph_.hash())},
                          {"atoll_version", session_.program_version},
                          {"job_id", session_.job_id},
                          {"ranks", std::to_string(transport_.size())},
                          {"hosts", fmt::format("{}", fmt::join(hosts_, " "))},
                          {"started", fmt::format("{:.6f}", seconds(started_ns_))},
                          {"exit_status", std::to_string(static_cast<int>(status))},
                          {"reason", reason}};
    for (std::uint32_t i = 0; i < graph_.templates().size(); ++i) {
        summary.templates.emplace_back(graph_.name(TemplateId{i}));
    }
    for (auto const& failure : failures_) {
        summary.failures.push_back({graph_.oid(failure.drop), failure.reason});
    }
    file.close(summary);
}

}  // namespace atl::runtime
