#pragma once

#include <cstdint>

#include "atoll/engine/counters.hpp"
#include "atoll/manager/protocol.hpp"

namespace atl::runtime {

/// What a node manager reports of an engine that has \p owned drops and counts \p counters.
[[nodiscard]] manager::Progress progress_of(engine::Counters const& counters, std::uint32_t owned);

}  // namespace atl::runtime
