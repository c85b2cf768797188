#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/slurm/adaptive_policy.hpp"
#include "atoll/slurm/back_off.hpp"
#include "atoll/slurm/fleet_protocol.hpp"
#include "atoll/slurm/queue_waits.hpp"

namespace atl::slurm {

/// Where an island stands.
enum class IslandState : std::uint8_t {
    submitting,   ///< sbatch has not answered yet.
    waiting,      ///< In the queue.
    withdrawing,  ///< In the queue, and asked to leave it.
    starting,     ///< Its job runs; it has not called yet.
    working,
    draining,  ///< Finishes what it runs and takes nothing more.
    lost,      ///< The link is gone; what became of its job is being asked.
    ended,
};

/// Lower-case word of \p state.
[[nodiscard]] std::string_view to_string(IslandState state) noexcept;

/// One extension job.
struct Island {
    IslandId id;
    IslandState state{IslandState::submitting};
    JobId job;                   ///< Empty while it is submitted.
    std::uint32_t cpus{1};       ///< Expected, then what it offers.
    std::string reason;          ///< SLURM's, why it waits; or why it ended.
    Seconds submitted{0};        ///< When sbatch was called.
    Seconds changed{0};          ///< When it came into this state.
    std::optional<Seconds> end;  ///< When its job ends.
    std::uint32_t unknown{0};    ///< Times in a row that SLURM did not know the job.
    bool is_linked{false};       ///< It is connected.
    bool has_worked{false};      ///< It was connected at some time.
};

/// What a fleet is made with.
struct FleetOptions {
    ScalingLimits limits;
    std::uint32_t base_nodes{1};        ///< Node managers of the base job.
    std::uint32_t nodes_per_island{1};  ///< >= 1
    Seconds walltime{1800};             ///< Time limit of an extension job.
    std::optional<Seconds> base_end;    ///< When the base job ends, in the time of ticks.
    Seconds interval{1};                ///< Between two decisions.
    Seconds poll_waiting{15};           ///< Between two questions to squeue while a job waits.
    Seconds poll_running{60};           ///< While all are connected.
    Seconds connect_within{600};        ///< A job that runs without a call for so long is ended.
    bool adapts{true};                  ///< Else the number is what people ask for.
};

/// All extension jobs of a session: when to submit, withdraw and drain them, and what became of
/// each. A state machine without clock, threads or processes: events in, actions out.
///
/// SLURM's silence and words that nobody knows change nothing. A connected island is believed by
/// its link, whatever squeue says. A job that squeue does not list is looked up, and is gone when
/// its end is known or when nobody has known it three times.
class Fleet {
  public:
    explicit Fleet(FleetOptions const& options);

    [[nodiscard]] std::vector<FleetAction> handle(FleetEvent const& event);

    /// All islands, those that have ended lately too, in order of submission.
    [[nodiscard]] std::vector<Island> const& islands() const noexcept { return islands_; }
    /// How many nodes a person asked for; nothing: as the work asks.
    [[nodiscard]] std::optional<std::uint32_t> asked() const noexcept { return asked_; }
    /// Time of the last tick.
    [[nodiscard]] Seconds now() const noexcept { return now_; }

  private:
    using Actions = std::vector<FleetAction>;
    struct Allowance {
        std::uint32_t submissions{0};
        std::string why_not_more;
    };

    void on(FleetTick const& event, Actions& actions);
    void on(WorkloadSeen const& event, Actions& actions);
    void on(QueueAnswer const& event, Actions& actions);
    void on(QueueSilent const& event, Actions& actions);
    void on(LookUpAnswer const& event, Actions& actions);
    void on(SubmitAnswer const& event, Actions& actions);
    void on(SubmitRefused const& event, Actions& actions);
    void on(IslandConnected const& event, Actions& actions);
    void on(IslandLost const& event, Actions& actions);
    void on(IslandDrained const& event, Actions& actions);
    void on(ScaleAsked const& event, Actions& actions);
    void on(IslandAdopted const& event, Actions& actions);
    void on(SessionEnding const& event, Actions& actions);
    void on(SessionOver const& event, Actions& actions);

    [[nodiscard]] Allowance allowance() const;
    void decide(Actions& actions);
    void apply(Decision const& decision, Actions& actions);
    void drain_for_end(Actions& actions);
    void end_silent(Actions& actions);
    void ask_queue(Actions& actions);
    void take_status(JobStatus const& status, Actions& actions);
    void take_waiting(Island& island, JobStatus const& status, Actions& actions);
    void take_running(Island& island, JobStatus const& status, Actions& actions);
    void take_end(Island& island, JobStatus const& status, Actions& actions);
    void take_unknown(Island& island, Actions& actions);
    [[nodiscard]] Seconds poll_interval() const;
    void end(Island& island, std::string const& reason, Actions& actions);
    void drain(Island& island, Actions& actions);
    void move(Island& island, IslandState state);
    void forget_old();
    [[nodiscard]] Island& add(JobId const& job, IslandState state);
    void give_away(Island& island);
    void swap_jobs(Island& one, Island& other);
    [[nodiscard]] Island& caller(std::string const& job);
    [[nodiscard]] Island* find(std::string const& job);
    [[nodiscard]] Island* find(IslandId island);
    [[nodiscard]] std::vector<IslandView> views() const;
    [[nodiscard]] ScalingLimits limits() const;
    [[nodiscard]] bool is_adapting() const { return options_.adapts && !asked_; }

    FleetOptions options_;
    std::vector<Island> islands_;
    Workload work_;
    PolicyMemory memory_;
    BackOff refused_;    ///< Submissions that SLURM refused.
    BackOff stillborn_;  ///< Islands that ended before they were connected.
    QueueWaits waits_;
    std::optional<std::uint32_t> asked_;
    Seconds now_{0};
    Seconds decided_{0};
    Seconds asked_queue_{-1e9};
    std::uint32_t silent_{0};  ///< Times in a row that squeue did not answer.
    bool is_asking_{false};    ///< An answer of SLURM is outstanding.
    bool wants_queue_{false};  ///< Ask at the next tick, whatever the interval.
    bool is_ending_{false};
    std::uint32_t next_{1};
    std::string held_back_;  ///< What was told last.
};

}  // namespace atl::slurm
