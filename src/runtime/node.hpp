#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/drops/drop_runner.hpp"
#include "atoll/drops/io_thread.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/manager/protocol.hpp"

#include "runtime/carrier.hpp"
#include "runtime/event_sender.hpp"
#include "runtime/journal_feed.hpp"
#include "runtime/lending.hpp"
#include "runtime/mishaps.hpp"
#include "runtime/node_restore.hpp"
#include "runtime/outbox.hpp"
#include "runtime/rank_journal.hpp"
#include "runtime/receipts.hpp"
#include "runtime/row_report.hpp"
#include "runtime/session_start.hpp"
#include "runtime/topology_of.hpp"
#include "runtime/work_census.hpp"

namespace atl::runtime {

/// What a node manager needs to know beside its part of the graph.
struct NodeOptions {
    drops::RunnerOptions runner;  ///< `io`, `stop` and `deleted` are filled in by the node.
    RankShape shape;
    RankId island{0};  ///< Rank of the island manager.
    std::string host;  ///< Name of this node, for the record.
    /// Tells whether this process has been asked to end: its apps may have got the same signal.
    std::function<bool()> being_stopped;
    /// Tells whether the launch helper has died, and all apps with it; empty: there is none.
    std::function<bool()> has_lost_helper;
    std::function<void()> stop_processes;  ///< Ends all processes of apps; called on cancellation.
    RankJournal* journal{nullptr};         ///< Of this rank; outlives the node.
    Links* links{nullptr};  ///< To executors of extension jobs; outlives the node; nullptr: none.
};

/// A node manager at work: owns the rank's part of the graph and the threads that run its drops.
///
/// handle(), progress() and tick() are called by the progress thread only; the engine calls the
/// host members from the workers.
class Node final : private engine::DropHost {
  public:
    Node(NodeOptions options, comm::Transport& transport, Clock const& clock);
    ~Node() override;

    /// Does what \p message says. Messages that are not for a node manager are ignored.
    void handle(comm::Message const& message);
    /// Sends what has come up. \returns whether there was anything.
    bool progress();
    /// What has happened on a link. \pre NodeOptions::links was given.
    void handle(comm::LinkEvent const& event) { lending_->handle(event); }
    /// Reports to the island manager; to be called about once a second.
    void report();

    /// True after the island manager has dismissed the rank.
    [[nodiscard]] bool dismissed() const noexcept { return dismissed_; }
    /// True when workers did not come back from an app in time: the process must leave without
    /// joining them.
    [[nodiscard]] bool stuck() const noexcept { return stuck_; }

  private:
    void deploy(comm::Message const& message);
    /// The rank's journal hears of everything that happens from now on.
    void open_journal(SessionStart const& start);
    void follow_engine();
    void start();
    void take_events(comm::Message const& message);
    void cancel();
    void end_session();
    void send_rows();
    [[nodiscard]] bool send_row_message();
    void join_workers();
    [[nodiscard]] bool ended() const noexcept;
    [[nodiscard]] std::uint32_t worker_count() const noexcept;

    /// What the engine is told of a try that has ended, here or elsewhere.
    [[nodiscard]] engine::AppOutcome conclude(std::uint32_t app,
                                              unsigned attempt,
                                              drops::AppRun run) noexcept;
    engine::AppOutcome run_app(engine::DropIndex app,
                               unsigned attempt,
                               engine::WorkerId worker) noexcept override;
    engine::DataOutcome publish(engine::DropIndex data, engine::WorkerId worker) noexcept override;
    void settled(engine::DropIndex drop,
                 DropState state,
                 engine::WorkerId worker) noexcept override;
    void notify(engine::DropIndex drop,
                engine::DropEvent event,
                std::span<RemoteTarget const> targets,
                engine::WorkerId worker) noexcept override;
    void session_end_reached(engine::DropIndex, engine::WorkerId) noexcept override
    {
        end_reached_.store(true, std::memory_order_relaxed);
    }
    void worker_idle(engine::WorkerId) noexcept override {}

    NodeOptions options_;
    comm::Transport& transport_;
    Clock const& clock_;
    drops::IoThread io_;
    std::thread io_worker_;
    graph::Part part_;
    std::unique_ptr<drops::DropRunner> runner_;
    std::unique_ptr<EngineTopology> topology_;
    std::unique_ptr<engine::Engine> engine_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<Carrier> carrier_;
    std::unique_ptr<JournalFeed> feed_;
    std::int64_t epoch_start_ns_{0};         ///< Wall clock; the journal counts from it.
    std::optional<comm::Message> restored_;  ///< Has come, and waits for the deployment.
    std::optional<Receipts> receipts_;       ///< While there is a journal.
    NodeRestore restore_;
    std::unique_ptr<Lending> lending_;  ///< nullptr: the session has no extensions.
    std::optional<WorkCensus> census_;  ///< As lending_.
    std::vector<std::thread> workers_;
    std::thread stopper_;  ///< Ends processes after a cancellation.
    EventSender events_;
    double start_offset_{0};        ///< Seconds from session start to the engine's.
    std::int64_t cancelled_ns_{0};  ///< 0: not cancelled.
    bool final_report_sent_{false};
    bool dismissed_{false};
    bool stuck_{false};

    std::stop_source stop_apps_;  ///< Requested when the session is cancelled.
    // Set by a worker, taken by the progress thread: relaxed, the message that follows orders
    // nothing else.
    std::atomic<bool> end_reached_{false};
    // Workers that are inside work(); the progress thread joins only when it is 0
    // (acquire/release).
    std::atomic<std::uint32_t> working_{0};
    Mishaps mishaps_;
    std::optional<RowReport> rows_;  ///< While they are being sent.
};

}  // namespace atl::runtime
