#include "drain_moments.hpp"

#include <algorithm>
#include <cstddef>

namespace atl::slurm {

std::vector<std::optional<Seconds>> drain_moments(std::vector<std::optional<Seconds>> const& ends,
                                                  Seconds margin,
                                                  Seconds walltime)
{
    std::vector<std::size_t> latest_first;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (ends[i]) {
            latest_first.push_back(i);
        }
    }
    std::ranges::stable_sort(latest_first, [&ends](auto a, auto b) { return *ends[a] > *ends[b]; });
    auto const before = std::min(margin.count, walltime.count / 5);
    auto const spread = walltime.count / 10;
    auto const step =
        latest_first.empty() ? 0.0 : spread / static_cast<double>(latest_first.size());
    std::vector<std::optional<Seconds>> moments(ends.size());
    std::optional<double> next;
    for (auto const i : latest_first) {
        auto const due = ends[i]->count - before;
        auto const moment = next ? std::max(due - spread, std::min(due, *next - step)) : due;
        moments[i] = Seconds{moment};
        next = moment;
    }
    return moments;
}

}  // namespace atl::slurm
