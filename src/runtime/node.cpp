#include "runtime/node.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/session/session_folder.hpp"

#include "runtime/deployment.hpp"
#include "runtime/end_of_rank.hpp"
#include "runtime/progress_of.hpp"
#include "runtime/unpublished.hpp"

namespace atl::runtime {
namespace {

using engine::AppOutcome;
using engine::DropEvent;
using engine::DropIndex;
using engine::WorkerId;
using manager::EventKind;
using manager::EventWord;
using manager::MessageType;

constexpr std::int64_t stuck_after_ns =
    10'000'000'000;  // an app that ignores cancellation for so long is given up

static_assert(static_cast<int>(DropEvent::completed) == static_cast<int>(EventKind::completed) &&
                  static_cast<int>(DropEvent::failed) == static_cast<int>(EventKind::error) &&
                  static_cast<int>(DropEvent::skipped) == static_cast<int>(EventKind::skipped),
              "events of the engine travel as they are");

std::uint16_t wire(MessageType type)
{
    return static_cast<std::uint16_t>(type);
}

}  // namespace

Node::Node(NodeOptions options, comm::Transport& transport, Clock const& clock)
    : options_(std::move(options)), transport_(transport), clock_(clock), events_(transport)
{
    options_.runner.io = &io_;
    options_.runner.stop = stop_apps_.get_token();
    options_.runner.deleted = [this](std::uint32_t data) {
        engine_->mark_expired(DropIndex{data});
        engine_->mark_deleted(DropIndex{data});
        if (feed_) {
            feed_->deleted(data);
        }
    };
    io_worker_ = std::thread{[this] { io_.run(); }};
    if (options_.links != nullptr) {
        lending_ = std::make_unique<Lending>(*options_.links, transport_.rank());
    }
}

Node::~Node()
{
    if (!workers_.empty() && !stuck_) {
        cancel();  // Apps that still run are ended: their workers are waited for.
    }
    lending_.reset();  // Gives back what is lent: its thread uses all the others.
    // A rank that leaves without having been told to cancel has nobody left to wait for.
    stop_apps_.request_stop();
    if (!stuck_) {
        if (engine_) {
            engine_->cancel();
        }
        join_workers();
    }
    if (stopper_.joinable()) {
        stopper_.join();
    }
    if (options_.journal != nullptr) {
        options_.journal->leave();
    }
    io_.stop();
    io_worker_.join();
}

std::uint32_t Node::worker_count() const noexcept
{
    return std::max<std::uint32_t>(1, options_.shape.cpus);
}

void Node::handle(comm::Message const& message)
{
    switch (static_cast<MessageType>(message.type)) {
        case MessageType::deploy:
            return deploy(message);
        case MessageType::start:
            return start();
        case MessageType::restore:
            restored_ = message;
            return;
        case MessageType::events:
            return take_events(message);
        case MessageType::carry:
            return carrier_->accept(message);
        case MessageType::pull:
            return carrier_->serve(message);
        case MessageType::cancel:
            return cancel();
        case MessageType::end_session:
            return end_session();
        case MessageType::collect:
            return send_rows();
        case MessageType::shutdown:
            dismissed_ = true;
            return;
        case MessageType::deployed:
        case MessageType::problem:
        case MessageType::progress:
        case MessageType::end_reached:
        case MessageType::rows:
        case MessageType::listening:
            return;  // for the island manager
    }
}

void Node::deploy(comm::Message const& message)
{
    try {
        auto deployment = decode_deployment(message.body, transport_.rank(), transport_.size());
        options_.runner.session_start_ns = deployment.start.first_ns;
        options_.runner.epoch = deployment.start.epoch;
        epoch_start_ns_ = deployment.start.wall_ns;
        part_ = std::move(deployment.part);
        open_journal(deployment.start);
        options_.runner.receipt = receipts_ ? &Receipts::of : nullptr;
        runner_ = std::make_unique<drops::DropRunner>(part_, options_.runner);
    } catch (Error const& failure) {
        comm::ByteWriter out;
        out.put_text(failure.what());
        transport_.send(options_.island, wire(MessageType::problem), std::move(out).take());
        return;
    }
    start_offset_ = static_cast<double>(clock_.wall_ns() - options_.runner.session_start_ns) * 1e-9;
    topology_ = std::make_unique<EngineTopology>(part_, *runner_, options_.shape);
    engine_ = std::make_unique<engine::Engine>(
        topology_->view(),
        static_cast<engine::DropHost&>(*this),
        clock_,
        engine::EngineOptions{worker_count(), worker_count(), feed_ ? &feed_->log() : nullptr});
    if (lending_) {
        census_.emplace(part_, *engine_, topology_->view().rules, clock_);
    }
    follow_engine();
    outbox_ = std::make_unique<Outbox>(worker_count() + 2);
    carrier_ = std::make_unique<Carrier>(part_, *runner_, transport_, [this](EventWord event) {
        engine_->remote_event(DropIndex{event.index()}, static_cast<DropEvent>(event.kind()));
    });
    if (restored_) {
        restore_.take({part_, *runner_, *engine_, *carrier_}, *restored_);
        restored_.reset();
    }
    if (lending_) {
        lending_->attach({*engine_,
                          *runner_,
                          part_,
                          [this](auto app, auto attempt, auto run) {
                              return conclude(app, attempt, std::move(run));
                          },
                          options_.runner.epoch,
                          [this](auto app, auto const& staging) {
                              session::SessionFolder const session{options_.runner.session_folder};
                              return has_receipt(session.receipts(),
                                                 {part_.oid(app), options_.runner.epoch, staging});
                          },
                          [this] { return !feed_ || !options_.journal->waits_for_room(); }});
    }
    comm::ByteWriter ready;
    ready.put_text(options_.host);
    transport_.send(options_.island, wire(MessageType::deployed), std::move(ready).take());
    log::info(
        "runtime", "deployed {} drops and {} ghosts", part_.owned, part_.size() - part_.owned);
}

void Node::open_journal(SessionStart const& start)
{
    if (options_.journal != nullptr) {
        options_.journal->open(identity(start, options_.runner.session_id, transport_.rank()));
        receipts_.emplace(session::SessionFolder{options_.runner.session_folder}.receipts() /
                              fmt::format("{}-{}", start.epoch, transport_.rank().value),
                          options_.runner.launcher);
        feed_ = std::make_unique<JournalFeed>(worker_count(), options_.journal->durability());
    }
}

void Node::follow_engine()
{
    if (feed_) {
        auto const offset_ns = clock_.wall_ns() - epoch_start_ns_;
        feed_->attach({part_, *engine_, *runner_, mishaps_, offset_ns});
        options_.journal->follow(*feed_);
    }
}

void Node::start()
{
    engine_->start();
    restore_.announce({part_, *runner_, *engine_, *carrier_});
    working_.store(worker_count(), std::memory_order_relaxed);
    for (std::uint32_t i = 0; i < worker_count(); ++i) {
        workers_.emplace_back([this, i] {
            engine_->work(WorkerId{i});
            working_.fetch_sub(1, std::memory_order_release);
        });
    }
}

void Node::take_events(comm::Message const& message)
{
    std::vector<engine::RemoteEvent> events(message.body.size() / sizeof(EventWord));
    for (std::size_t i = 0; i < events.size(); ++i) {
        EventWord word;
        std::memcpy(&word, message.body.data() + i * sizeof word, sizeof word);
        auto const ghost = part_.ghost_of(message.from, word.index());
        if (word.kind() != EventKind::completed) {
            runner_->settled(ghost, DropState::error);  // whoever runs all the same finds nothing
        }
        events[i] = {DropIndex{ghost}, static_cast<DropEvent>(word.kind())};
    }
    engine_->remote_events(events);
}

void Node::cancel()
{
    stop_apps_.request_stop();
    cancelled_ns_ = clock_.monotonic_ns();
    if (engine_) {
        engine_->cancel();
    }
    if (lending_) {
        lending_->cancel();
    }
    if (options_.stop_processes && !stopper_.joinable()) {
        stopper_ =
            std::thread{options_.stop_processes};  // waits for the processes, so not on this thread
    }
}

void Node::end_session()
{
    if (engine_) {
        engine_->end_session();
    }
}

bool Node::ended() const noexcept
{
    return engine_ && (engine_->finished() || stuck_);
}

bool Node::progress()
{
    if (!engine_) {
        return false;
    }
    if (!workers_.empty()) {  // else nobody has started, or the rows are on their way
        runner_->expire(clock_.monotonic_ns(), [this](std::uint32_t data) {
            return engine_->state(DropIndex{data}) == DropState::completed;
        });
    }
    if (census_ && !workers_.empty()) {
        census_->advance();
    }
    bool const told = events_.progress(*outbox_);
    bool const lent = lending_ && lending_->progress(clock_.monotonic_ns());
    bool const moved = carrier_->progress() || told || lent;
    if (end_reached_.exchange(false, std::memory_order_relaxed)) {
        transport_.send(options_.island, wire(MessageType::end_reached), {});
    }
    if (cancelled_ns_ != 0 && !engine_->finished() && !stuck_ &&
        clock_.monotonic_ns() - cancelled_ns_ > stuck_after_ns) {
        stuck_ = true;
        log::warn("runtime", "an app ignores cancellation; the rank leaves without it");
    }
    if (ended() && !final_report_sent_) {
        report();
    }
    return send_row_message() || moved;
}

void Node::report()
{
    manager::Progress progress;
    if (engine_) {
        progress = progress_of(engine_->counters(), part_.owned);
        progress.unfinished = ended() ? 0 : progress.unfinished;
        progress.bytes_sent = carrier_->bytes_sent();
        progress.events_sent = events_.sent();
        progress.journals_waiting = feed_ && options_.journal->waits_for_room() ? 1 : 0;
        final_report_sent_ = ended();
    } else {
        progress.unfinished = 1;  // what is not deployed has not finished
    }
    comm::ByteWriter out;
    out.put(progress);
    manager::put_loads(out, census_ ? census_->latest() : std::vector<manager::TemplateLoad>{});
    transport_.send(options_.island, wire(MessageType::progress), std::move(out).take());
}

void Node::join_workers()
{
    for (auto& worker : workers_) {
        worker.join();
    }
    workers_.clear();
}

void Node::send_rows()
{
    if (!stuck_) {
        join_workers();
    }
    rows_.emplace(RowReport::Sources{part_, *engine_, *runner_, mishaps_, start_offset_});
}

// One message at a time: the rows of a large part do not wait in memory.
bool Node::send_row_message()
{
    if (!rows_ || !transport_.drained()) {
        return false;
    }
    auto body = rows_->next();
    if (!body) {
        rows_.reset();
        return false;
    }
    transport_.send(options_.island, wire(MessageType::rows), std::move(*body));
    return true;
}

AppOutcome Node::run_app(DropIndex app, unsigned attempt, WorkerId worker) noexcept
{
    if (feed_) {
        options_.journal->wait_for_room(stop_apps_.get_token());
    }
    auto run = runner_->run_app(app.value, attempt, worker.value);
    if (run.status == drops::AppRun::Status::failed) {
        wait_if_rank_ends({options_.being_stopped, options_.has_lost_helper},
                          stop_apps_.get_token(),
                          run.exit_code);
    }
    return conclude(app.value, attempt, std::move(run));
}

AppOutcome Node::conclude(std::uint32_t app, unsigned attempt, drops::AppRun run) noexcept
{
    if (receipts_ && leaves_traces(part_, app)) {
        receipts_->ended({part_.oid(app), options_.runner.epoch, options_.runner.staging}, run);
    }
    if (run.status == drops::AppRun::Status::failed) {
        mishaps_.remember(app, {run.exit_code, std::move(run.reason)});
        return {AppOutcome::Status::failed, 0};
    }
    if (attempt > 1) {
        mishaps_.forget(app);
    }
    return {AppOutcome::Status::finished, topology_->skip_mask(app, run.skipped)};
}

engine::DataOutcome Node::publish(DropIndex data, WorkerId) noexcept
{
    auto result = runner_->publish(data.value);
    if (result.ok()) {
        return engine::DataOutcome::completed;
    }
    mishaps_.remember(data.value, {0, std::move(result.error)});
    return engine::DataOutcome::error;
}

void Node::settled(DropIndex drop, DropState state, WorkerId) noexcept
{
    if (state != DropState::cancelled || !is_to_stay(part_, *engine_, drop.value)) {
        runner_->settled(drop.value, state);
    }
}

void Node::notify(DropIndex drop,
                  DropEvent event,
                  std::span<RemoteTarget const> targets,
                  WorkerId worker) noexcept
{
    for (auto const target : targets) {
        bool const carried = event == DropEvent::completed && carrier_->offer(drop.value, target);
        if (!carried) {
            outbox_->push(worker.value,
                          {target.rank, EventWord{target.ghost, static_cast<EventKind>(event)}});
        }
    }
}

}  // namespace atl::runtime
