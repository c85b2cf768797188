#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "atoll/core/units.hpp"
#include "atoll/session/scaling.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// What was asked of a session: the content of session.json. Written by the launcher, read by the
/// ranks and by every command that is given a session.
struct SessionFile {
    /// Version of the form; a file with a larger one is refused.
    static constexpr std::uint32_t version = 1;

    std::string id;
    std::string graph_name;
    std::string graph_source;  ///< Path the graph was read from, absolute.
    std::string created;       ///< UTC, "2026-11-20T14:02:33Z".
    std::string program;       ///< Absolute path of `atoll`, the same on all nodes.
    std::string program_version;
    std::string work_folder;  ///< Where the command was given; the job's working folder.

    std::uint32_t node_managers{1};   ///< Ranks 1..N, one per node; 0: one process does it all.
    std::uint32_t cpus_per_rank{0};   ///< CPUs of a node manager; 0: all that the process may use.
    std::uint32_t slots_per_rank{0};  ///< Apps at once that state no CPUs; 0: as many as CPUs.
    Bytes memory_per_rank{};          ///< What a node manager may use; 0: not stated.
    std::string scratch;  ///< Folder on the node, expanded there by the shell; may be "".
    std::string partition_algorithm{"auto"};  ///< Name of a partitioner.

    std::string config_name{"slurm"};       ///< Section of a jobqueue.yaml that was read.
    std::vector<std::string> job_settings;  ///< `--set` of the job, "KEY=VALUE".

    std::string launcher;     ///< srun-pmix, mpirun, auto, or local.
    std::string job_id;       ///< SLURM's; "" before submission and for a local run.
    std::string job_cluster;  ///< For `-M`; "" for the default cluster.
    Seconds walltime{};       ///< The job's time limit; 0: not stated.

    Scaling scaling;
    Seconds journal_interval{};         ///< Between two commits; 0: as the file system suggests.
    std::string durability{"outputs"};  ///< none, journal or outputs.
    std::string interface;              ///< Network interface that links prefer; "": any.

    std::map<std::string, std::string> options;  ///< `--set` of the engine, key to value.

    friend bool operator==(SessionFile const&, SessionFile const&) = default;
};

/// Writes session.json, by rename. \throws Error{io}.
void write_session_file(SessionFolder const& folder, SessionFile const& session);

/// Reads session.json.
/// \throws Error{io} when it cannot be read or is of a later version, naming what is wrong.
[[nodiscard]] SessionFile read_session_file(SessionFolder const& folder);

}  // namespace atl::session
