#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/core/restored_drop.hpp"
#include "atoll/engine/engine.hpp"

#include "engine/shared.hpp"

namespace atl::engine {

/// Puts the own drops that \p drops keeps into their final states, counts them and notes how often
/// the others were tried. Before the engine starts.
/// \returns a completed drop that ends the session, or no_drop.
[[nodiscard]] std::uint32_t restore_cells(Shared& shared,
                                          std::span<RestoredDrop const> drops) noexcept;

/// What each kept drop of \p drops, own or ghost, told its successors when it came to rest.
[[nodiscard]] std::vector<RemoteEvent> news_of(std::span<RestoredDrop const> drops);

}  // namespace atl::engine
