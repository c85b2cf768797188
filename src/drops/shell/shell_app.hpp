#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "atoll/drops/app_drop.hpp"

#include "drops/registry.hpp"

namespace atl::drops {

/// DALiuGE's BashShellApp: a command line with placeholders for inputs, outputs and arguments.
class ShellApp final : public AppDrop {
  public:
    /// \throws Error{invalid_graph} when the template has no command.
    explicit ShellApp(AppRecipe const& recipe);
    [[nodiscard]] AppResult run(AppContext& context) const override;

    /// The command with everything filled in.
    [[nodiscard]] std::string command_line(AppContext& context) const;

  private:
    RankServices const& services_;
    std::string command_;
    std::vector<graph::Argument> arguments_;
    std::chrono::milliseconds time_limit_;
};

/// Adds the apps that run processes to \p registry.
void register_process_apps(Registry& registry);

}  // namespace atl::drops
