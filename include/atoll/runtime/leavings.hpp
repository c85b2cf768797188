#pragma once

#include <cstddef>
#include <filesystem>

#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"

namespace atl::runtime {

/// Removes what is left below \p folder of outputs that were being written when their writer was
/// killed: folders named `.part-*`. To be called when nobody writes any more.
///
/// Links are not followed; what cannot be removed stays.
/// \returns how many there were.
std::size_t remove_leavings(std::filesystem::path const& folder) noexcept;

/// Whether what is staged for own data \p data, which is cancelled, is to stay: an app has finished
/// that wrote some of it, or may have on another rank, and does not run again when the session goes
/// on. \pre \p data is an own drop.
[[nodiscard]] bool is_to_stay(graph::Part const& part,
                              engine::Engine const& engine,
                              std::uint32_t data);

}  // namespace atl::runtime
