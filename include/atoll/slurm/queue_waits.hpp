#pragma once

#include <deque>

#include "atoll/core/units.hpp"

namespace atl::slurm {

/// What a job has to wait in the queue, learnt from those before it.
class QueueWaits {
  public:
    /// A job began to run after \p wait.
    void add(Seconds wait);

    /// The median of the last nine; 60 s before the first.
    [[nodiscard]] Seconds expected() const;

  private:
    std::deque<Seconds> last_;
};

}  // namespace atl::slurm
