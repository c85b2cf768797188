#include "runtime/island.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/runtime/usable_cpus.hpp"
#include "atoll/translate/partition.hpp"

#include "runtime/deployment.hpp"
#include "runtime/placement.hpp"
#include "runtime/receipts.hpp"
#include "runtime/restored_states.hpp"
#include "runtime/seconds.hpp"
#include "runtime/session_state_of.hpp"
#include "runtime/unpublished.hpp"

namespace atl::runtime {
namespace {

using manager::MessageType;

constexpr std::int64_t status_every_ns = 1'000'000'000;

}  // namespace

Island::Island(session::SessionFolder folder,
               session::SessionFile session,
               comm::Transport& transport,
               Clock const& clock,
               RankJournal& journal,
               IslandOptions options)
    : folder_(std::move(folder)),
      session_(std::move(session)),
      transport_(transport),
      clock_(clock),
      journal_(journal),
      restarts_(options.restarts),
      boot_ids_(std::move(options.boot_ids)),
      room_(std::move(options.told_to_stop)),
      nodes_(translate::worker_ranks(transport.size())),
      manager_(nodes_),
      hosts_(transport.size()),
      catalog_(make_catalog({}, {})),
      record_(std::make_unique<RunRecord>(folder_.run_file(), *catalog_)),
      resumption_(folder_),
      start_{.wall_ns = clock.wall_ns(),
             .epoch = resumption_.epoch(),
             .first_ns = resumption_.session_start_ns(clock.wall_ns())},
      first_tick_ns_(clock.monotonic_ns())
{
    hosts_.front() = std::move(options.host);
    write_status(session::SessionState::starting);
}

void Island::deploy(SessionGraph graph)
{
    check_runnable(graph);
    graph.diagnostics.throw_if_errors(ErrorKind::invalid_graph, session_.graph_source);
    if (graph.templates) {
        deploy_templates(graph);
    } else {
        deploy_drops(std::move(graph.drops));
    }
    record_ = std::make_unique<RunRecord>(folder_.run_file(), *catalog_);
    write_status(session::SessionState::starting);
}

// Every drop is in arrays here: each rank gets its part of them.
void Island::deploy_drops(graph::PhysicalGraph graph)
{
    log::info("runtime", "read a graph of {} drops", graph.size());
    Diagnostics notes;
    translate::PlacementOptions options;
    // A session that was cut by templates goes on with drops in arrays.
    options.algorithm =
        session_.partition_algorithm == "template" ? "auto" : session_.partition_algorithm;
    options.cores = session_.cpus_per_rank > 0 ? session_.cpus_per_rank : usable_cpus();
    if (auto const found = session_.options.find("partitions"); found != session_.options.end()) {
        options.partitions = static_cast<std::uint32_t>(std::stoul(found->second));
    }
    auto placement = translate::place(graph, options, nodes_, notes);
    keep_streams_together(graph, placement);
    keep_branches_together(graph, placement);
    log::info("runtime", "placed {} drops by '{}'", graph.size(), options.algorithm);
    for (auto const& note : notes.problems()) {
        log::info("runtime", "{}: {}", note.where, note.what);
    }
    resumption_.enter_receipts(graph, boot_ids_, Leavings::take_over);
    resumption_.plan(graph, session::read_resume_request(folder_), Leavings::take_over);
    auto const parts = graph::split_graph(graph, placement, transport_.size());
    log::info("runtime", "split the graph into {} parts", nodes_.size());
    auto seen = resumption_.inputs_read_again(graph);
    catalog_ = make_catalog(std::move(graph), std::move(placement));
    begin_epoch();
    if (!seen.inputs.empty()) {
        journal_.add(std::move(seen));
    }
    restore();
    for (auto const rank : nodes_) {
        send_deployment(rank, encode_part(start_, parts[rank.index()]));
    }
}

// Each rank makes its own part by the rules.
void Island::deploy_templates(SessionGraph const& graph)
{
    auto ownership = translate::cut_outermost(*graph.templates, nodes_);
    log::info("runtime",
              "a graph of {} drops in {} blocks, cut by index",
              graph.templates->size(),
              graph.templates->blocks().size());
    catalog_ = make_catalog(graph.templates, ownership);
    begin_epoch();
    auto const body = encode_recipe(start_, graph.recipe, ownership);
    for (auto const rank : nodes_) {
        send_deployment(rank, body);
    }
}

void Island::begin_epoch()
{
    start_.graph_hash = resumption_.graph_hash().value_or(catalog_->hash());
    start_.drops = catalog_->size();
    journal_.open(identity(start_, session_.id, RankId{0}));
    if (auto ends = resumption_.inferred_ends(); !ends.events.empty()) {
        journal_.add(std::move(ends));
    }
    // Before a rank of this epoch can leave receipts, after which earlier ones count no more.
    if (journal_.flush()) {
        forget_receipts(folder_.receipts(), start_.epoch);
    }
}

void Island::send_deployment(RankId rank, comm::Body body)
{
    transport_.send(rank, static_cast<std::uint16_t>(MessageType::deploy), std::move(body));
}

// Before the deployment, which a rank answers: from then on others may send it events.
void Island::restore()
{
    if (resumption_.resumes()) {
        auto const states = encode_restored(resumption_.plan().drops);
        for (auto const rank : nodes_) {
            transport_.send(rank, static_cast<std::uint16_t>(MessageType::restore), states);
        }
    }
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
    bool const last = batch.last;
    std::erase_if(batch.rows, [this](auto const& row) { return resumption_.keeps(row.drop); });
    record_->add(std::move(batch));
    if (last) {
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
        write_status(session_state_of(manager_.phase()));
    }
}

void Island::stop(manager::StopRequested const& request)
{
    log::info("runtime", "asked to stop with status {}", static_cast<int>(request.status));
    if (request.status == ExitStatus::lost_rank && restarts_ == Restarts::expected && !outcome_) {
        // The launcher is ending all ranks; the next ones wait for this one to be gone.
        return apply({manager::Broadcast{MessageType::cancel},
                      manager::Broadcast{MessageType::shutdown},
                      manager::Finish{ExitStatus::lost_rank, "the launcher stops all ranks"}});
    }
    apply(manager_.handle(request));
}

void Island::apply(std::vector<manager::IslandAction> const& actions)
{
    for (auto const& action : actions) {
        if (auto const* const broadcast = std::get_if<manager::Broadcast>(&action)) {
            if (broadcast->type == MessageType::start) {
                journal_.add(journal::EpochBegun{hosts_});
                static_cast<void>(journal_.flush());  // Receipts count from here on.
            } else if (broadcast->type == MessageType::collect) {
                wait_for_room();  // for the rows, which go into run.h5 as they come
            }
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
    auto const& counts = record_->counts();
    bool const well = counts[static_cast<std::size_t>(DropState::error)] +
                          counts[static_cast<std::size_t>(DropState::cancelled)] ==
                      0;
    return status == ExitStatus::success && !well ? ExitStatus::drops_failed : status;
}

void Island::finish(manager::Finish const& finish)
{
    if (finish.status == ExitStatus::lost_rank && restarts_ == Restarts::expected) {
        log::warn("runtime", "{}; the session goes on with new ranks", finish.reason);
        write_status(session::SessionState::starting);
        outcome_ = finish.status;
        return;
    }
    wait_for_room();
    record_->add(resumption_.kept_rows());
    record_->end();
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
    if (status == ExitStatus::success || status == ExitStatus::drops_failed) {
        clear_up(folder_, start_.epoch);
    }
    outcome_ = status;
    journal_.add(
        journal::EpochEnded{journal_.now_us(), static_cast<std::uint32_t>(status), finish.reason});
    wait_for_room();
    write_exit_status();
}

// A full disk does not take the outcome of a session that went well: its apps would run again. The
// journal may fit into the last page of its file: status.json is a new one each time.
void Island::wait_for_room()
{
    static_cast<void>(room_.until([this] {
        write_status(outcome_ ? session::SessionState::ended : session_state_of(last_phase_));
        return journal_.flush() && !status_failed_;
    }));
}

void Island::write_exit_status()
{
    std::string problem;
    bool const written = room_.until([&] {
        try {
            session::write_exit_status(folder_, *outcome_);
            return true;
        } catch (Error const& failure) {
            problem = failure.what();
            return false;
        }
    });
    if (!written) {
        log::write(log::Level::error, "runtime", problem);
    }
}

std::vector<session::FailedDrop> Island::failed_drops() const
{
    std::vector<session::FailedDrop> failed;
    auto const& templates = catalog_->templates();
    for (auto const& failure : record_->errors()) {
        if (failed.size() == session::Status::kept_failures) {
            break;
        }
        failed.push_back({catalog_->oid(failure.drop),
                          std::string{templates.name(catalog_->template_of(failure.drop))},
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
    status.total = catalog_->size();
    status.started = seconds(start_.first_ns);
    status.updated = seconds(clock_.wall_ns());
    manager::StateCounts counts = total.counts;
    if (outcome_) {
        counts = record_->counts();
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
        if (journaled_losses_.insert(rank).second) {
            journal_.add(journal::RankLost{journal_.now_us(), rank});
        }
    }
    for (auto const& view : outcome_ ? std::vector<manager::ExecutorView>{} : executors_) {
        status.extensions.push_back({view.offer.job_id,
                                     view.offer.host,
                                     view.offer.cpus,
                                     view.running,
                                     std::string{to_string(view.state)}});
    }
    status.journals_waiting = total.journals_waiting;
    put_status(status);
}

// A full disk is no reason to end: the ranks wait for room, and status.json comes with it.
void Island::put_status(session::Status const& status)
{
    try {
        session::write_status_file(folder_, status);
    } catch (Error const& failure) {
        if (!status_failed_) {
            log::warn("runtime", "{}", failure.what());
        }
        status_failed_ = true;
        return;
    }
    status_failed_ = false;
}

void Island::write_run_file(ExitStatus status, std::string const& reason)
{
    drops::RunSummary summary;
    summary.attributes = {{"session", session_.id},
                          {"graph", session_.graph_name},
                          {"graph_source", session_.graph_source},
                          {"graph_hash", fmt::format("{:016x}", catalog_->hash())},
                          {"atoll_version", session_.program_version},
                          {"job_id", session_.job_id},
                          {"ranks", std::to_string(transport_.size())},
                          {"hosts", fmt::format("{}", fmt::join(hosts_, " "))},
                          {"started", fmt::format("{:.6f}", seconds(start_.first_ns))},
                          {"exit_status", std::to_string(static_cast<int>(status))},
                          {"reason", reason}};
    record_->close(std::move(summary));
}

}  // namespace atl::runtime
