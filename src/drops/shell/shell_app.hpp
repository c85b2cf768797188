#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "atoll/drops/app_drop.hpp"
#include "atoll/process/command_line.hpp"

#include "drops/registry.hpp"
#include "drops/shell/legacy_command.hpp"

namespace atl::drops {

/// DALiuGE's BashShellApp: a command line with placeholders for inputs, outputs and arguments; and
/// its three variants whose standard streams are drops.
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
    LegacyCommand legacy_;
    bool is_legacy_;
    bool streams_in_;   // standard input is the first input
    bool streams_out_;  // standard output goes to all outputs
    process::ShellEnvironment environment_;
    std::chrono::milliseconds time_limit_;
};

/// Adds the apps that run processes to \p registry.
void register_process_apps(Registry& registry);

}  // namespace atl::drops
