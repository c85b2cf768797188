#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/manager/extensions.hpp"
#include "atoll/manager/island_manager.hpp"
#include "atoll/runtime/restarts.hpp"
#include "atoll/runtime/session_graph.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/session/status_file.hpp"

#include "runtime/drop_catalog.hpp"
#include "runtime/rank_journal.hpp"
#include "runtime/resumption.hpp"
#include "runtime/room_wait.hpp"
#include "runtime/run_record.hpp"
#include "runtime/session_start.hpp"

namespace atl::runtime {

/// What an island manager needs to know beside its session.
struct IslandOptions {
    std::string host;                     ///< Name of this node, for the record.
    Restarts restarts{Restarts::none};    ///< expected: when ranks are lost, no outcome is written.
    std::vector<std::string> boot_ids{};  ///< RankOptions::boot_ids.
    /// False: at the end, a full disk is waited for; empty: it is not.
    std::function<bool()> told_to_stop{};
};

/// The island manager at work on rank 0: deploys the graph, watches the ranks, writes status.json
/// and the outcome.
///
/// Used by the progress thread only.
class Island {
  public:
    /// \param transport  outlives the island, as \p journal does, which is of this rank.
    Island(session::SessionFolder folder,
           session::SessionFile session,
           comm::Transport& transport,
           Clock const& clock,
           RankJournal& journal,
           IslandOptions options);

    /// Places the drops of \p graph and sends every rank its part, or how to make it.
    /// \throws Error{invalid_graph} when the graph has errors or needs what this installation
    /// cannot run.
    void deploy(SessionGraph graph);

    void handle(comm::Message const& message);
    /// To be called about twenty times a second.
    void tick();
    void stop(manager::StopRequested const& request);
    /// Who is here from extension jobs, for status.json.
    void show_executors(std::vector<manager::ExecutorView> executors)
    {
        executors_ = std::move(executors);
    }

    /// When the session and this epoch of it began; what concerns the graph is known after
    /// deploy().
    [[nodiscard]] SessionStart const& start() const noexcept { return start_; }
    /// The session's outcome once it has ended and everything is written.
    [[nodiscard]] std::optional<ExitStatus> outcome() const noexcept { return outcome_; }

  private:
    void deploy_drops(graph::PhysicalGraph graph);
    void deploy_templates(SessionGraph const& graph);
    /// Completes start_ and opens this rank's journal. \pre the graph is known.
    void begin_epoch();
    void send_deployment(RankId rank, comm::Body body);
    void restore();
    void apply(std::vector<manager::IslandAction> const& actions);
    void take_rows(comm::Message const& message);
    void finish(manager::Finish const& finish);
    void write_status(session::SessionState state);
    void put_status(session::Status const& status);
    /// Writes status.json and commits the journal. Returns when both could be done, or nobody waits
    /// for that.
    void wait_for_room();
    void write_exit_status();
    void write_run_file(ExitStatus status, std::string const& reason);
    [[nodiscard]] ExitStatus final_status(ExitStatus status) const;
    [[nodiscard]] std::vector<session::FailedDrop> failed_drops() const;

    session::SessionFolder folder_;
    session::SessionFile session_;
    comm::Transport& transport_;
    Clock const& clock_;
    RankJournal& journal_;
    Restarts restarts_;
    std::vector<std::string> boot_ids_;
    RoomWait room_;
    std::vector<RankId> nodes_;
    manager::IslandManager manager_;
    std::vector<std::string> hosts_;        ///< [ranks]
    std::unique_ptr<DropCatalog> catalog_;  ///< Of no drops before deploy().
    std::unique_ptr<RunRecord> record_;     ///< Reads catalog_.
    std::vector<std::string> notes_;
    std::set<RankId> journaled_losses_;
    bool status_failed_{false};  ///< status.json could not be written last time.
    std::vector<manager::ExecutorView> executors_;
    Resumption resumption_;
    SessionStart start_;  ///< Complete when the graph is deployed.
    std::int64_t first_tick_ns_{0};
    std::int64_t last_status_ns_{0};
    manager::SessionPhase last_phase_{manager::SessionPhase::ended};
    std::optional<ExitStatus> outcome_;
};

}  // namespace atl::runtime
