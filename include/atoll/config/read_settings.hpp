#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/config/origin.hpp"
#include "atoll/config/settings.hpp"
#include "atoll/core/diagnostics.hpp"

namespace atl::config {

/// One setting with where its value comes from: the row of `atoll config show`.
struct SettingReport {
    std::string key;
    std::string value;
    Origin origin;
};

/// Settings that were read, and everything that was noticed.
struct SettingsResult {
    Settings settings;
    std::vector<SettingReport> report;  ///< Every key once, defaults too.
    Diagnostics diagnostics;
};

/// Places of settings, lowest rank first.
struct SettingsPlaces {
    std::optional<std::filesystem::path> file;       ///< `--settings`.
    std::map<std::string, std::string> environment;  ///< Only ATOLL_<KEY> is looked at.
    std::vector<std::string> sets;                   ///< "KEY=VALUE" of `--set`.
};

/// Reads all places. Unknown keys of the file and of sets are problems with the nearest name.
/// \throws Error{io} when the file cannot be read.
[[nodiscard]] SettingsResult read_settings(SettingsPlaces const& places);

/// Whether \p key ("launcher", "engine.transport") is a setting, and not a key of a cluster file.
[[nodiscard]] bool is_setting(std::string_view key);

/// Names of all settings, in the order of yaml/settings.yaml.
[[nodiscard]] std::vector<std::string_view> setting_names();

}  // namespace atl::config
