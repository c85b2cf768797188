#include "runtime/workload_of.hpp"

#include <algorithm>

namespace atl::runtime {

slurm::Workload workload_of(std::vector<manager::Progress> const& ranks,
                            std::uint32_t cpus_per_rank,
                            std::uint32_t cpus_per_app)
{
    manager::Progress sum;
    std::uint64_t busy = 0;
    for (auto const& rank : ranks) {
        sum.waiting_apps += rank.waiting_apps;
        sum.waiting_us += rank.waiting_us;
        sum.ended_us += rank.ended_us;
        sum.busy_us += rank.busy_us;
        // Apps that wait tell that the rank's own CPUs are all at work.
        busy += rank.waiting_apps > 0
                    ? cpus_per_rank
                    : std::min<std::uint64_t>(rank.running_apps * cpus_per_app, cpus_per_rank);
    }
    slurm::Workload work;
    work.base_cpus = static_cast<std::uint32_t>(ranks.size()) * cpus_per_rank;
    work.base_busy = static_cast<std::uint32_t>(busy);
    if (sum.waiting_apps == 0) {
        return work;
    }
    slurm::TemplateWork ready;
    ready.drops = sum.waiting_apps;
    ready.cpus = cpus_per_app;
    if (sum.waiting_us > 0) {
        auto const slower =
            sum.ended_us > 0 && sum.busy_us > 0
                ? static_cast<double>(sum.busy_us) / static_cast<double>(sum.ended_us)
                : 1.0;
        ready.each = Seconds{static_cast<double>(sum.waiting_us) * 1e-6 * slower /
                             static_cast<double>(sum.waiting_apps)};
    }
    work.ready.push_back(ready);
    return work;
}

}  // namespace atl::runtime
