// 10 000 drops of one second on a base job that may grow to N nodes, in simulated time: how long
// they take beside N nodes from the beginning, and what the decisions cost. The queue holds every
// job for 20 s; what lending an app costs on the network is not in it (elastic.py measures that).

#include "atoll/slurm/fleet.hpp"

#include <cmath>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/harness.hpp"

namespace {

using namespace atl;
using namespace atl::slurm;

constexpr std::uint32_t cpus = 8;  // of a node
constexpr std::uint64_t drops = 10'000;
constexpr double in_queue = 20;  // seconds

double cpu_seconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// A session whose drops take one tick each.
class Session {
  public:
    explicit Session(std::uint32_t nodes) : fleet_(options(nodes)) {}

    /// \returns seconds until all drops are done.
    double run()
    {
        while (left_ > 0) {
            now_ += 1;
            call();
            auto const ran = std::min<std::uint64_t>(left_, cpus * (1 + working_.size()));
            left_ -= ran;
            auto const before = cpu_seconds();
            tell(WorkloadSeen{workload()});
            tell(FleetTick{Seconds{now_}});
            decided += cpu_seconds() - before;
        }
        return now_;
    }

    double decided{0};  ///< CPU seconds.

  private:
    static FleetOptions options(std::uint32_t nodes)
    {
        FleetOptions options;
        options.limits.cpus_per_island = cpus;
        options.limits.most = nodes - 1;
        options.limits.most_waiting = 8;
        options.limits.target_duration = Seconds{5};
        options.walltime = Seconds{7200};
        return options;
    }

    /// Jobs that have waited long enough begin, and call.
    void call()
    {
        for (auto job = queue_.begin(); job != queue_.end();) {
            if (now_ < job->second) {
                ++job;
                continue;
            }
            working_.push_back(job->first);
            tell(IslandConnected{job->first, cpus});
            job = queue_.erase(job);
        }
    }

    [[nodiscard]] Workload workload() const
    {
        Workload work;
        work.ready = {{left_, 1, Seconds{1}}};
        work.base_cpus = cpus;
        work.base_busy = left_ > 0 ? cpus : 0;
        for (auto const& job : working_) {
            work.islands.push_back({job, left_ > 0 ? cpus : 0});
        }
        return work;
    }

    void tell(FleetEvent const& event)
    {
        for (auto const& action : fleet_.handle(event)) {
            if (auto const* const submit = std::get_if<SubmitIsland>(&action)) {
                auto const job = std::to_string(1000 + submit->island.value);
                queue_.emplace(job, now_ + in_queue);
                tell(SubmitAnswer{submit->island, {job, {}}});
            } else if (auto const* const cancel = std::get_if<CancelJob>(&action)) {
                queue_.erase(cancel->job.number);
            } else if (auto const* const drain = std::get_if<DrainIsland>(&action)) {
                std::erase(working_, drain->job);
                tell(IslandDrained{drain->job});
            }
        }
    }

    Fleet fleet_;
    double now_{0};
    std::uint64_t left_{drops};
    std::map<std::string, double> queue_;  ///< Jobs that wait, and when they begin.
    std::vector<std::string> working_;
};

}  // namespace

int main()
{
    for (std::uint32_t const nodes : {1U, 2U, 4U, 8U}) {
        Session session{nodes};
        auto const took = session.run();
        auto const ideal = std::ceil(static_cast<double>(drops) / (cpus * nodes));
        bench::print(
            {fmt::format("fleet/makespan/nodes:{}", nodes), took, std::nullopt, ideal, "s"});
        bench::print({fmt::format("fleet/decisions/nodes:{}", nodes),
                      session.decided / (drops / 1000.0) * 1e3,
                      std::nullopt,
                      std::nullopt,
                      "ms of CPU per 1000 drops"});
    }
}
