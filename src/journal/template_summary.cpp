#include "atoll/journal/template_summary.hpp"

#include <algorithm>
#include <numeric>

namespace atl::journal {

std::uint64_t TemplateSummary::drops() const noexcept
{
    return std::accumulate(states.begin(), states.end(), std::uint64_t{0});
}

std::vector<TemplateSummary> summarize(SessionSnapshot const& snapshot,
                                       std::size_t templates,
                                       std::function<TemplateId(DropId)> const& template_of)
{
    std::vector<TemplateSummary> sums(templates);
    for (std::uint32_t drop = 0; drop < snapshot.drops.size(); ++drop) {
        auto const& record = snapshot.drops[drop];
        auto& sum = sums[template_of(DropId{drop}).index()];
        ++sum.states[static_cast<std::size_t>(record.state)];
        sum.lost_tries += record.lost_tries;
        if (record.end >= 0) {
            auto const seconds = std::max(0.0, record.end - record.start);
            sum.run_seconds += seconds;
            sum.longest_seconds = std::max(sum.longest_seconds, seconds);
            sum.bytes += record.bytes;
        }
    }
    return sums;
}

}  // namespace atl::journal
