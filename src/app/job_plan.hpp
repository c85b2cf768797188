#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "atoll/config/read_cluster.hpp"
#include "atoll/config/read_settings.hpp"

namespace atl::app {

/// Where a job's description comes from: options that `submit` and `config` share.
struct PlanOptions {
    std::vector<std::string> cluster_files;  ///< `-c`; empty: ATOLL_CLUSTER.
    std::string config_name{"slurm"};
    std::string settings_file;
    std::vector<std::string> sets;  ///< "KEY=VALUE" of settings and of cluster keys, mixed.
    std::map<std::string, std::string> environment;
};

/// A job as files, environment and command line describe it together.
struct JobPlan {
    PlanOptions source;                        ///< What it was read from.
    std::vector<std::filesystem::path> files;  ///< Cluster files that were read.
    config::ClusterFile cluster;
    config::SettingsResult settings;
    std::uint32_t nodes{1};  ///< Node managers.
};

/// Reads everything. Problems stay in the diagnostics of both parts.
/// \throws Error{usage} when no cluster file is named, Error{io} when one cannot be read.
[[nodiscard]] JobPlan read_plan(PlanOptions const& options);

/// CPUs of a node manager of \p plan; 0: all that its process may use.
[[nodiscard]] std::uint32_t cpus_per_rank(JobPlan const& plan);

/// Prints warnings and notes of \p plan to standard error.
/// \throws Error{invalid_config} with all errors, when there are any.
void require_valid(JobPlan const& plan);

}  // namespace atl::app
