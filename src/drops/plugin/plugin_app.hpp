#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "drops/registry.hpp"

namespace atl::drops {

/// Folders in which plug-ins are looked for: those of \p search_path (ATOLL_PLUGIN_PATH, separated
/// by colons), then lib/atoll of the installation that \p program belongs to.
[[nodiscard]] std::vector<std::filesystem::path> plugin_folders(
    std::string_view search_path, std::filesystem::path const& program);

/// Registers the apps of plug-ins (plugin.hpp).
void register_plugin_apps(Registry& registry);

}  // namespace atl::drops
