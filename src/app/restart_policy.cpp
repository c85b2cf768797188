#include "app/restart_policy.hpp"

namespace atl::app {

bool RestartPolicy::try_again(std::uint64_t done) noexcept
{
    if (done > most_done_) {
        most_done_ = done;
        in_vain_ = 0;
    }
    return limit_ > 0 && ++in_vain_ <= limit_;
}

}  // namespace atl::app
