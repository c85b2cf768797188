#pragma once

#include <memory>

#include "drops/registry.hpp"

/// One function for each built-in app; docs/reference/components.md says what the apps do.
namespace atl::drops {

[[nodiscard]] std::unique_ptr<AppDrop const> make_average_arrays(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_array_gather(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_branch(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_copy(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_crc(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_dict_gather(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_hello_world(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_list_append(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_npy_gather(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_npy_scatter(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_pick_one(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_random_array(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_scatter(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_sleep(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_sleep_and_copy(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_socket_listener(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_url_retrieve(AppRecipe const& recipe);
[[nodiscard]] std::unique_ptr<AppDrop const> make_workflow_task(AppRecipe const& recipe);

/// Registers all of them.
void register_built_in_apps(Registry& registry);

}  // namespace atl::drops
