#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "atoll/config/cluster_config.hpp"
#include "atoll/config/key_report.hpp"

#include "value_reader.hpp"

namespace atl::config {

/// Part of a cluster file that has keys of its own.
enum class Section { cluster, adapt, scheduler_options, local };

/// A list of which every entry stays on one line.
struct Words {
    std::vector<std::string> ClusterConfig::*member;
};

/// Place of a key's value in the struct of its section; monostate for keys that are not used.
using Target = std::variant<std::monostate,
                            std::optional<std::string> ClusterConfig::*,
                            std::string ClusterConfig::*,
                            std::optional<std::uint32_t> ClusterConfig::*,
                            std::uint32_t ClusterConfig::*,
                            std::optional<Bytes> ClusterConfig::*,
                            Seconds ClusterConfig::*,
                            Walltime ClusterConfig::*,
                            bool ClusterConfig::*,
                            std::vector<std::string> ClusterConfig::*,
                            Words,
                            std::optional<std::uint32_t> AdaptConfig::*,
                            std::uint32_t AdaptConfig::*,
                            std::optional<Bytes> AdaptConfig::*,
                            Seconds AdaptConfig::*,
                            std::optional<std::string> SchedulerOptions::*,
                            std::optional<std::uint32_t> SchedulerOptions::*>;

/// One key that a cluster file may hold.
struct ClusterKey {
    std::string_view name;  ///< With '_'; files may write '-'.
    Target target;
    KeyFate fate;
    std::string_view effect;  ///< What it does here, or why nothing.
};

/// A key that dask-jobqueue renamed.
struct OldName {
    std::string_view old_name;
    std::string_view name;
};

/// All keys of \p section.
[[nodiscard]] std::span<ClusterKey const> cluster_keys(Section section);

/// Old names of keys of the cluster section.
[[nodiscard]] std::span<OldName const> old_names();

/// The key of \p section called \p name ('-' and '_' are the same, old names count), or null.
[[nodiscard]] ClusterKey const* find_key(Section section, std::string_view name);

/// Puts \p value into \p cluster where \p key wants it. Null leaves the default.
void store(ClusterKey const& key,
           YamlValue const& value,
           ValueReader const& reader,
           ClusterConfig& cluster);

}  // namespace atl::config
