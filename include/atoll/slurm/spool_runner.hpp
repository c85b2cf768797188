#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "atoll/core/clock.hpp"
#include "atoll/core/units.hpp"
#include "atoll/slurm/command_runner.hpp"

namespace atl::slurm {

/// Has programs run by whoever watches a folder (`atoll scaler`): each request is a file, and so
/// is its answer. docs/reference/session-folder.md has the form of both.
class SpoolRunner final : public CommandRunner {
  public:
    using Sleep = std::function<void(Seconds)>;

    /// \param folder    made when it is missing, mode 0700.
    /// \param clock     outlives this.
    /// \param sleep     waits; called between two looks at the folder.
    SpoolRunner(std::filesystem::path folder, Clock const& clock, Sleep sleep);

    /// Waits as long as the request's own limit for somebody to take it, and as long again for the
    /// answer; then the result is `timed_out`, and the program may have run.
    /// \throws Error{io} when nobody took it: then it has not run and never will.
    [[nodiscard]] process::CommandResult run(process::CommandRequest const& request) override;

  private:
    std::filesystem::path folder_;
    Clock const& clock_;
    Sleep sleep_;
    std::uint64_t next_{1};
};

}  // namespace atl::slurm
