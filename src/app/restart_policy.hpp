#pragma once

#include <cstdint>

namespace atl::app {

/// Decides whether ranks that were lost are started again: not more than so many times in a row
/// without a drop being done meanwhile. slurm/job.sbatch does the same.
class RestartPolicy {
  public:
    static constexpr unsigned usual_limit = 3;

    explicit RestartPolicy(unsigned limit) noexcept : limit_(limit) {}

    /// Ranks were lost when \p done drops of the session were done. \returns whether to go on.
    [[nodiscard]] bool try_again(std::uint64_t done) noexcept;

    /// Restarts since drops were last done.
    [[nodiscard]] unsigned in_vain() const noexcept { return in_vain_; }
    [[nodiscard]] unsigned limit() const noexcept { return limit_; }

  private:
    unsigned limit_;
    unsigned in_vain_{0};
    std::uint64_t most_done_{0};
};

}  // namespace atl::app
