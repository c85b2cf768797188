#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "atoll/drops/app_drop.hpp"

#include "drops/registry.hpp"

namespace atl::drops {

/// A program with its arguments, started without a shell: whatever a value holds, it stays the one
/// argument that it stands in.
///
/// `command` is the program, `arguments` a list of texts with `{name}` and `{uid}`; `stdin` and
/// `stdout` name ports that become its standard streams.
class ProcessApp final : public AppDrop {
  public:
    /// \throws Error{invalid_graph} when the template has no command or its arguments are no list.
    explicit ProcessApp(AppRecipe const& recipe);
    [[nodiscard]] AppResult run(AppContext& context) const override;

    /// Program and arguments with everything filled in.
    [[nodiscard]] std::vector<std::string> words(AppContext& context) const;

  private:
    RankServices const& services_;
    std::vector<std::string> words_;
    std::vector<graph::Argument> arguments_;
    std::string input_port_;
    std::string output_port_;
    std::chrono::milliseconds time_limit_;
};

}  // namespace atl::drops
