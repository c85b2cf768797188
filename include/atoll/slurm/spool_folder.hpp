#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atoll/slurm/command_runner.hpp"

namespace atl::slurm {

/// A folder of requests to run SLURM's commands, and of the answers: what `atoll scaler` watches.
///
/// "NAME.request" is one command as JSON; who renames it to "NAME.taken" runs it, and nobody else
/// does; "NAME.answer" is the result. All are written aside and renamed.
class SpoolFolder {
  public:
    explicit SpoolFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Leaves a request. \throws Error{io}.
    void ask(std::string_view name, process::CommandRequest const& request) const;
    /// Takes back a request that nobody has taken. \returns false when somebody has.
    [[nodiscard]] bool take_back(std::string_view name) const;
    /// The answer, which is removed; nothing when there is none yet. \throws Error{io} when it is
    /// damaged.
    [[nodiscard]] std::optional<process::CommandResult> answer(std::string_view name) const;

    /// Runs every request that is there, with \p runner and \p environment, and answers it. A
    /// program that is not one of SLURM's is refused, not run. \returns how many there were.
    std::size_t serve(CommandRunner& runner,
                      std::vector<process::EnvironmentEdit> const& environment) const;

  private:
    [[nodiscard]] std::filesystem::path file(std::string_view name, std::string_view kind) const;
    void serve_one(std::string_view name,
                   CommandRunner& runner,
                   std::vector<process::EnvironmentEdit> const& environment) const;

    std::filesystem::path folder_;
};

}  // namespace atl::slurm
