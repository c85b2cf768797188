#pragma once

#include <memory>
#include <vector>

#include "atoll/comm/transport.hpp"

namespace atl::comm {

/// Ranks of one process joined by queues: a session of one rank, and whole clusters in tests.
///
/// Each returned transport may be used by its own thread; the queues between them are locked.
/// \returns one transport per rank, 0..ranks-1.
[[nodiscard]] std::vector<std::unique_ptr<Transport>> make_loopback_transports(std::uint32_t ranks);

}  // namespace atl::comm
