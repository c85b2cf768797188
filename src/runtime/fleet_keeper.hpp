#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/session/islands_file.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/fleet.hpp"
#include "atoll/slurm/fleet_commands.hpp"

namespace atl::runtime {

/// Keeps the extension jobs of a session on rank 0: feeds the Fleet, and has a thread of its own
/// do what may block: SLURM's commands, the files scale_request and islands.json.
///
/// All members are for the progress thread, and none of them blocks.
class FleetKeeper {
  public:
    /// Does an action of the fleet; called on the keeper's own thread.
    using Perform = std::function<slurm::CommandAnswer(slurm::FleetAction const&)>;
    /// Told which job (SLURM's number) is to drain; called by the members below.
    using Drain = std::function<void(std::string const& job)>;

    /// \param fleet    a new one; jobs that islands.json of \p folder knows are adopted.
    /// \param clock    outlives this.
    /// \param perform  used on the keeper's thread only, until the destructor returns.
    FleetKeeper(slurm::Fleet fleet,
                session::SessionFolder folder,
                Clock const& clock,
                Perform perform,
                Drain drain);
    FleetKeeper(FleetKeeper const&) = delete;
    FleetKeeper& operator=(FleetKeeper const&) = delete;
    /// Waits for the command that is being run and for those that end jobs; at most for
    /// `command_timeout` each.
    ~FleetKeeper();

    /// To be called about every second, with what there is to do.
    void tick(slurm::Workload const& work);
    /// The first process of \p job is connected, or it now has another number of CPUs in all.
    void island_connected(std::string const& job, std::uint32_t cpus);
    /// No process of \p job is left, and it did not say goodbye.
    void island_lost(std::string const& job);
    /// All processes of \p job have finished and said goodbye.
    void island_drained(std::string const& job);
    /// No drop is left: waiting jobs are withdrawn, the others are told to drain.
    void session_ends();
    /// Nobody listens to them any more.
    void session_is_over();

    [[nodiscard]] slurm::Fleet const& fleet() const noexcept { return fleet_; }

  private:
    void take(slurm::FleetEvent const& event);
    void adopt();
    void note(std::string const& line);
    [[nodiscard]] session::IslandsFile snapshot() const;
    void publish();
    void work();
    void look_at_request();
    void write_snapshot();

    // Of the progress thread.
    slurm::Fleet fleet_;
    session::SessionFolder folder_;
    Clock const& clock_;
    Drain drain_;
    std::int64_t started_ns_;
    std::deque<session::ScalingNote> notes_;
    bool has_changed_{false};

    // Of the keeper's thread.
    Perform perform_;
    std::uint64_t request_seen_{0};

    // Handed over between the two, under the mutex.
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<slurm::FleetAction> orders_;
    std::vector<slurm::FleetEvent> answers_;
    std::vector<std::string> told_;
    std::optional<session::IslandsFile> to_write_;
    bool is_leaving_{false};

    std::thread thread_;  ///< Last: it uses all of the above.
};

/// The keeper of \p session as it is in \p folder, with SLURM's commands behind it.
/// \p clock outlives the keeper.
[[nodiscard]] std::unique_ptr<FleetKeeper> make_fleet_keeper(session::SessionFolder const& folder,
                                                             session::SessionFile const& session,
                                                             Clock const& clock,
                                                             FleetKeeper::Drain drain);

}  // namespace atl::runtime
