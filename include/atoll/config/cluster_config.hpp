#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/units.hpp"

namespace atl::config {

/// What a cluster file asks for.
enum class ClusterKind {
    slurm,  ///< Jobs of SLURM.
    local,  ///< Processes of this machine (`cluster_class: distributed.LocalCluster`).
};

/// Where the lines of the job script's header come from.
enum class HeaderStyle {
    generated,  ///< From the keys, in dask-jobqueue's order, then job_extra_directives.
    completed,  ///< From job_extra_directives (a DALiuGE template's); keys fill what they leave
                ///< out.
};

/// A SLURM time limit: the user's own text, and what it means.
struct Walltime {
    std::string text{"00:30:00"};
    Seconds span{1800};
    friend bool operator==(Walltime const&, Walltime const&) = default;
};

/// Growing and shrinking, as `adapt_kwargs` states it. Units: worker processes unless named.
struct AdaptConfig {
    std::optional<std::uint32_t> minimum;
    std::optional<std::uint32_t> maximum;
    std::optional<std::uint32_t> minimum_jobs;
    std::optional<std::uint32_t> maximum_jobs;
    std::optional<std::uint32_t> minimum_cores;
    std::optional<std::uint32_t> maximum_cores;
    std::optional<Bytes> minimum_memory;
    std::optional<Bytes> maximum_memory;
    Seconds interval{1};
    std::uint32_t wait_count{3};
    Seconds target_duration{60};  ///< dask's 5 s would be less than a job needs to start.
    friend bool operator==(AdaptConfig const&, AdaptConfig const&) = default;
};

/// Where the manager listens, as `scheduler_options` states it.
struct SchedulerOptions {
    std::optional<std::string> interface;
    std::optional<std::string> host;
    std::optional<std::uint32_t> port;
    std::optional<std::string> dashboard_address;
    friend bool operator==(SchedulerOptions const&, SchedulerOptions const&) = default;
};

/// A cluster description with dask-jobqueue's words and defaults.
///
/// Names are those of the keys (docs/reference/cluster-yaml.md). A default of the format stands
/// here and nowhere else; `cores` and `memory` have none and must be given.
struct ClusterConfig {
    ClusterKind kind{ClusterKind::slurm};

    std::optional<std::uint32_t> cores;      ///< Drops that run at once on a node ("slots").
    std::optional<std::uint32_t> processes;  ///< Unit in which minimum and maximum count.
    std::optional<std::uint32_t> job_cpu;    ///< CPUs of a node, when they differ from cores.
    std::optional<Bytes> memory;             ///< Of a node.
    std::optional<std::string> job_mem;      ///< Text of `--mem`, when it differs from memory.
    Walltime walltime;
    std::optional<std::string> queue;
    std::optional<std::string> account;
    std::optional<std::string> name;
    std::optional<std::string> job_name;
    std::vector<std::string> job_extra_directives;  ///< "--qos express", verbatim.
    std::vector<std::string> job_directives_skip;
    std::vector<std::string> job_script_prologue;  ///< Shell lines, verbatim.
    std::vector<std::string> job_script_epilogue;
    std::string shebang{"#!/usr/bin/env bash"};
    std::optional<std::string> interface;
    std::optional<std::string> local_directory;
    std::optional<std::string> log_directory;
    Seconds death_timeout{60};
    std::vector<std::string> worker_extra_args;
    std::optional<std::string> python;
    bool nanny{true};
    std::string protocol{"tcp://"};
    std::optional<std::string> shared_temp_directory;
    SchedulerOptions scheduler_options;
    std::uint32_t n_workers{0};  ///< Worker processes at the start.
    std::string silence_logs{"error"};
    std::optional<AdaptConfig> adapt;  ///< Nothing: the file does not ask for scaling.

    HeaderStyle header{HeaderStyle::generated};
    /// Values of $NAME in directives and prologue of a DALiuGE template; $SESSION_ID, $NUM_NODES
    /// and $JOB_DURATION are known too.
    std::map<std::string, std::string> variables;

    std::optional<std::uint32_t> threads_per_worker;  ///< Of a local cluster.
    std::optional<Bytes> memory_limit;                ///< Of a local cluster, per worker.

    friend bool operator==(ClusterConfig const&, ClusterConfig const&) = default;
};

}  // namespace atl::config
