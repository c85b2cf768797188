#pragma once

#include <cstdint>

#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::runtime {

/// Whether what is staged for own data \p data, which is cancelled, is to stay: an app has finished
/// that wrote some of it, or may have on another rank, and does not run again when the session goes
/// on. \pre \p data is an own drop.
[[nodiscard]] bool is_to_stay(graph::Part const& part,
                              engine::Engine const& engine,
                              std::uint32_t data);

/// Removes what nobody needs any more of a session whose drops have all ended, in epoch \p epoch:
/// receipts, and what killed ranks could not clear up behind themselves. While a session can go on,
/// what apps that have ended left there waits to be published.
void clear_up(session::SessionFolder const& folder, std::uint32_t epoch) noexcept;

}  // namespace atl::runtime
