#include "atoll/slurm/back_off.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace atl::slurm {

void BackOff::failed(Seconds now, std::string why)
{
    static constexpr std::array<double, 6> pauses{10, 30, 60, 300, 900, 3600};
    ++failures_;
    why_ = std::move(why);
    if (is_probing()) {
        auto const step = std::min<std::size_t>(failures_ - tolerated_ - 1, pauses.size() - 1);
        until_ = Seconds{now.count + pauses[step]};
    }
}

void BackOff::succeeded()
{
    failures_ = 0;
    why_.clear();
}

std::optional<Seconds> BackOff::wait(Seconds now) const
{
    if (!is_probing() || now >= until_) {
        return std::nullopt;
    }
    return Seconds{until_.count - now.count};
}

}  // namespace atl::slurm
