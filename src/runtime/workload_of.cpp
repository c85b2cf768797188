#include "runtime/workload_of.hpp"

#include <algorithm>
#include <optional>

namespace atl::runtime {
namespace {

std::optional<Seconds> seconds(double us)
{
    return us > 0 ? std::optional{Seconds{us * 1e-6}} : std::nullopt;
}

void add(std::vector<slurm::TemplateWork>& to,
         std::uint64_t drops,
         manager::TemplateLoad const& load,
         std::uint32_t cpus_per_app)
{
    if (drops > 0) {
        to.push_back(
            {drops, std::max(load.cpus, cpus_per_app), seconds(static_cast<double>(load.each_us))});
    }
}

/// All that waits on a rank that has not counted its templates yet.
slurm::TemplateWork as_one(manager::Progress const& rank, std::uint32_t cpus_per_app)
{
    auto const slower = rank.ended_us > 0 && rank.busy_us > 0
                            ? static_cast<double>(rank.busy_us) / static_cast<double>(rank.ended_us)
                            : 1.0;
    return {rank.waiting_apps,
            cpus_per_app,
            seconds(static_cast<double>(rank.waiting_us) * slower /
                    static_cast<double>(rank.waiting_apps))};
}

}  // namespace

slurm::Workload workload_of(std::vector<RankLoad> const& ranks,
                            std::uint32_t cpus_per_rank,
                            std::uint32_t cpus_per_app)
{
    slurm::Workload work;
    std::uint64_t busy = 0;
    for (auto const& [progress, templates] : ranks) {
        // Apps that wait tell that the rank's own CPUs are all at work.
        busy += progress.waiting_apps > 0
                    ? cpus_per_rank
                    : std::min<std::uint64_t>(progress.running_apps * cpus_per_app, cpus_per_rank);
        for (auto const& load : templates) {
            add(work.ready, load.ready, load, cpus_per_app);
            add(work.soon, load.soon, load, cpus_per_app);
        }
        if (templates.empty() && progress.waiting_apps > 0) {
            work.ready.push_back(as_one(progress, cpus_per_app));
        }
    }
    work.base_cpus = static_cast<std::uint32_t>(ranks.size()) * cpus_per_rank;
    work.base_busy = static_cast<std::uint32_t>(busy);
    return work;
}

}  // namespace atl::runtime
