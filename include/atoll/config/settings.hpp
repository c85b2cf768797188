#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "atoll/config/submit_via.hpp"
#include "atoll/core/units.hpp"

namespace atl::config {

/// Program that starts the ranks inside a job.
enum class Launcher {
    automatic,  ///< srun with PMIx when SLURM offers it, else mpirun; decided in the job.
    srun_pmix,
    mpirun,
};

/// How the memory of a node is asked for; sites differ in what they allow.
enum class MemoryDirective {
    mem,          ///< `--mem`, as dask-jobqueue does.
    mem_per_cpu,  ///< `--mem-per-cpu`.
    none,         ///< Not at all: what the partition gives.
};

/// Whether a session adapts the number of its extension jobs to the work.
enum class Adapting {
    automatic,  ///< When the cluster file has `adapt_kwargs`.
    off,        ///< Never: only `atoll scale` changes it.
};

/// What only Atoll knows: never part of a cluster file, which stays valid for dask.
///
/// Written in a settings file (`--settings`), as ATOLL_<KEY> in the environment, or with `--set`.
/// yaml/settings.yaml shows every key with its default.
struct Settings {
    Launcher launcher{Launcher::automatic};
    std::string partition{"auto"};   ///< Name of a partitioner.
    std::uint32_t nodes{0};          ///< Node managers; 0: what the cluster file says.
    std::uint32_t cpus_per_rank{0};  ///< 0: what the cluster file says.
    MemoryDirective memory_directive{MemoryDirective::mem};
    Seconds drain_before_end{
        120};                     ///< Stop this long before the time limit, at most a tenth of it.
    Seconds poll_interval{5};     ///< Between two questions to squeue by `--follow`.
    Seconds command_timeout{60};  ///< Of one SLURM command.
    Adapting adapt{Adapting::automatic};
    SubmitVia submit_via;                  ///< How rank 0 submits extension jobs.
    std::uint32_t nodes_per_extension{1};  ///< Of one extension job; >= 1.
    std::uint32_t backlog{0};     ///< Extension jobs in the queue at once; 0: a tenth of maximum,
                                  ///< at least four.
    Seconds idle_timeout{300};    ///< An extension that is surplus for so long drains.
    Seconds journal_interval{0};  ///< Between two commits of a journal; 0: as the disk suggests.
    std::string durability{"outputs"};  ///< What is flushed to disk: none, journal or outputs.
    /// Options of the engine ("engine.NAME"), handed over as they are.
    std::map<std::string, std::string> engine;

    friend bool operator==(Settings const&, Settings const&) = default;
};

/// The word of \p launcher in files and options: "auto", "srun-pmix", "mpirun".
[[nodiscard]] std::string_view to_string(Launcher launcher) noexcept;

}  // namespace atl::config
