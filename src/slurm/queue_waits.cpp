#include "atoll/slurm/queue_waits.hpp"

#include <algorithm>
#include <vector>

namespace atl::slurm {

void QueueWaits::add(Seconds wait)
{
    static constexpr std::size_t remembered = 9;
    last_.push_back(wait);
    if (last_.size() > remembered) {
        last_.pop_front();
    }
}

Seconds QueueWaits::expected() const
{
    static constexpr Seconds before_the_first{60};
    if (last_.empty()) {
        return before_the_first;
    }
    std::vector<Seconds> sorted{last_.begin(), last_.end()};
    auto const middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    return *middle;
}

}  // namespace atl::slurm
