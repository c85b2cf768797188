#include "atoll/runtime/usable_cpus.hpp"

#include <algorithm>
#include <thread>

#include <sched.h>

namespace atl::runtime {

std::uint32_t usable_cpus()
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) {
        return std::max(1U, std::thread::hardware_concurrency());
    }
    return static_cast<std::uint32_t>(std::max(1, CPU_COUNT(&set)));
}

}  // namespace atl::runtime
