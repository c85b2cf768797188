#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/config/cluster_config.hpp"
#include "atoll/config/key_report.hpp"
#include "atoll/core/diagnostics.hpp"

namespace atl::config {

/// Form of a cluster file, told from its content.
enum class Layout {
    runner,           ///< cluster_class, cluster_kwargs, adapt_kwargs (prefect's DaskTaskRunner).
    flat,             ///< The keys of cluster_kwargs at the top.
    jobqueue,         ///< dask's own configuration: jobqueue.<section>.
    daliuge_ini,      ///< DALiuGE's INI file of a facility.
    daliuge_template  ///< DALiuGE's SLURM script with $VARIABLES.
};

/// Words for a person, for instance "DaskTaskRunner".
[[nodiscard]] std::string_view to_string(Layout layout) noexcept;

/// What is read beside the file itself.
struct ReadOptions {
    std::string config_name{"slurm"};                ///< Section under `jobqueue:`.
    std::map<std::string, std::string> environment;  ///< For dask's own files and variables.
    std::vector<std::string> sets;  ///< "KEY=VALUE" from the command line; the highest rank.
};

/// A cluster file that was read, and everything that was noticed.
struct ClusterFile {
    Layout layout{Layout::flat};
    ClusterConfig cluster;        ///< Usable only when there are no errors.
    std::vector<KeyReport> keys;  ///< Every key that some place states, lowest rank first.
    Diagnostics diagnostics;
};

/// Reads \p text, called \p source in messages. What is wrong with it is in the diagnostics.
///
/// Places of lower rank (dask's own files and variables of \p options.environment) are read when
/// the text says that it is dask's. \throws Error{io} when one of them cannot be read.
[[nodiscard]] ClusterFile read_cluster_text(std::string_view text,
                                            std::string const& source,
                                            ReadOptions const& options);

/// The same from files: one, or DALiuGE's INI file together with its SLURM template.
/// \throws Error{io} when a file cannot be read.
[[nodiscard]] ClusterFile read_cluster_files(std::vector<std::filesystem::path> const& files,
                                             ReadOptions const& options);

/// Names of all keys that a cluster file may hold, for suggestions.
[[nodiscard]] std::vector<std::string_view> known_cluster_keys();

}  // namespace atl::config
