#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "atoll/slurm/island_view.hpp"
#include "atoll/slurm/slurm_client.hpp"
#include "atoll/slurm/workload.hpp"

namespace atl::slurm {

// What a Fleet is told.

/// Time has passed. `now` never goes back; it may jump ahead.
struct FleetTick {
    Seconds now;
};
/// What there is to do has changed.
struct WorkloadSeen {
    Workload work;
};
/// squeue answered.
struct QueueAnswer {
    std::vector<JobStatus> jobs;
};
/// squeue did not: nothing is known.
struct QueueSilent {
    std::string why;
};
/// What scontrol or sacct know of jobs that squeue does not list; `not_listed`: neither does.
struct LookUpAnswer {
    std::vector<JobStatus> jobs;
};
/// SLURM took the job.
struct SubmitAnswer {
    IslandId island;
    JobId job;
};
/// SLURM did not.
struct SubmitRefused {
    IslandId island;
    std::string why;
};
/// The island is linked with rank 0; again when it has more or fewer CPUs than before.
struct IslandConnected {
    std::string job;        ///< SLURM's number.
    std::uint32_t cpus{1};  ///< Of all its processes.
};
/// The link is gone without a goodbye.
struct IslandLost {
    std::string job;
};
/// It has finished what it ran and has said goodbye.
struct IslandDrained {
    std::string job;
};
/// A person asks for so many nodes, those of the base job among them; nothing: as the work asks.
struct ScaleAsked {
    std::optional<std::uint32_t> nodes;
};
/// A job of this session from before rank 0 was started anew.
struct IslandAdopted {
    JobId job;
};
/// No drop is left: all islands go.
struct SessionEnding {};
/// Nobody listens to islands any more: those that have not said goodbye count as ended.
struct SessionOver {};

using FleetEvent = std::variant<FleetTick,
                                WorkloadSeen,
                                QueueAnswer,
                                QueueSilent,
                                LookUpAnswer,
                                SubmitAnswer,
                                SubmitRefused,
                                IslandConnected,
                                IslandLost,
                                IslandDrained,
                                ScaleAsked,
                                IslandAdopted,
                                SessionEnding,
                                SessionOver>;

// What it wants done. Each of the first three is answered.

/// Submit one extension job: SubmitAnswer or SubmitRefused.
struct SubmitIsland {
    IslandId island;
    friend bool operator==(SubmitIsland const&, SubmitIsland const&) = default;
};
/// Ask squeue, all at once: QueueAnswer or QueueSilent.
struct AskQueue {
    std::vector<JobId> jobs;
    friend bool operator==(AskQueue const&, AskQueue const&) = default;
};
/// Ask scontrol and sacct: LookUpAnswer or QueueSilent.
struct LookUpJobs {
    std::vector<JobId> jobs;
    friend bool operator==(LookUpJobs const&, LookUpJobs const&) = default;
};
/// End a job that runs nothing for us.
struct CancelJob {
    JobId job;
    CancelScope scope{CancelScope::waiting_only};
    friend bool operator==(CancelJob const&, CancelJob const&) = default;
};
/// Tell the island to finish what it runs and leave.
struct DrainIsland {
    std::string job;
    friend bool operator==(DrainIsland const&, DrainIsland const&) = default;
};
/// Tell people.
struct FleetNote {
    std::string line;
    friend bool operator==(FleetNote const&, FleetNote const&) = default;
};

using FleetAction =
    std::variant<SubmitIsland, AskQueue, LookUpJobs, CancelJob, DrainIsland, FleetNote>;

}  // namespace atl::slurm
