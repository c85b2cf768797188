#pragma once

#include <cstdint>

namespace atl::runtime {

/// CPUs that this process may run on; >= 1.
[[nodiscard]] std::uint32_t usable_cpus();

}  // namespace atl::runtime
