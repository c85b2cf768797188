#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "atoll/translate/simulate.hpp"

#include "translate/shape/path_lengths.hpp"

namespace atl::translate {
namespace {

/// Heads and tails are compared with so many values each; more would make the bound little sharper.
constexpr std::size_t levels = 64;

/// One app: what must happen before and after it, and what it takes itself.
struct BoundedApp {
    double head;
    double tail;
    double seconds;
    double work;  ///< Core-seconds.
};

/// Apps that have at least some head and some tail, together.
struct AppGroup {
    double work{0};
    double shortest{std::numeric_limits<double>::infinity()};
    std::uint64_t apps{0};

    void add(AppGroup const& other)
    {
        work += other.work;
        shortest = std::min(shortest, other.shortest);
        apps += other.apps;
    }
};

/// Up to `levels` of \p values, ascending, the least and the largest among them.
[[nodiscard]] std::vector<double> samples_of(std::vector<double> values)
{
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.size() <= levels) {
        return values;
    }
    std::vector<double> result;
    for (std::size_t i = 0; i < levels; ++i) {
        result.push_back(values[i * (values.size() - 1) / (levels - 1)]);
    }
    return result;
}

/// Number of the largest of \p samples that is not above \p value.
[[nodiscard]] std::size_t level_of(std::vector<double> const& samples, double value)
{
    auto const after = std::ranges::upper_bound(samples, value);
    return static_cast<std::size_t>(std::distance(samples.begin(), after)) - 1;
}

[[nodiscard]] std::vector<double> column(std::vector<BoundedApp> const& apps,
                                         double BoundedApp::*member)
{
    std::vector<double> result;
    result.reserve(apps.size());
    for (auto const& app : apps) {
        result.push_back(app.*member);
    }
    return result;
}

/// Largest, over all sampled heads h and tails t, of h + t + the time that all apps with at least h
/// before and at least t after them need together.
[[nodiscard]] double group_bound(std::vector<BoundedApp> const& apps, double cores)
{
    auto const heads = samples_of(column(apps, &BoundedApp::head));
    auto const tails = samples_of(column(apps, &BoundedApp::tail));
    std::vector<std::array<AppGroup, levels>> groups(heads.size());
    for (auto const& app : apps) {
        groups[level_of(heads, app.head)][level_of(tails, app.tail)].add(
            {app.work, app.seconds, 1});
    }
    double bound = 0;
    for (auto h = heads.size(); h-- > 0;) {
        for (auto t = tails.size(); t-- > 0;) {
            if (t + 1 < tails.size()) {
                groups[h][t].add(groups[h][t + 1]);
            }
        }
        // Only now: what larger heads have must not be passed on along the tails once more.
        for (std::size_t t = 0; h + 1 < heads.size() && t < tails.size(); ++t) {
            groups[h][t].add(groups[h + 1][t]);
        }
        for (std::size_t t = 0; t < tails.size(); ++t) {
            auto const& group = groups[h][t];
            double const turns = std::ceil(static_cast<double>(group.apps) / cores);
            double const inside =
                group.apps == 0 ? 0.0 : std::max(group.work / cores, turns * group.shortest);
            bound = std::max(bound, group.apps == 0 ? 0.0 : heads[h] + inside + tails[t]);
        }
    }
    return bound;
}

}  // namespace

double makespan_bound(graph::PhysicalGraph const& graph, SimulatedCluster const& cluster)
{
    auto const paths = path_lengths(graph);
    std::vector<BoundedApp> apps;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const drop{i};
        double const seconds = seconds_of(graph, drop);
        if (seconds > 0) {
            auto const cpus =
                std::min<std::uint32_t>(cluster.cores, graph.drop_template(drop).num_cpus);
            apps.push_back({paths.head[i], paths.tail[i] - seconds, seconds, seconds * cpus});
        }
    }
    double const cores = static_cast<double>(cluster.nodes) * cluster.cores;
    return std::max(paths.critical, group_bound(apps, cores));
}

}  // namespace atl::translate
