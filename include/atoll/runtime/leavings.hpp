#pragma once

#include <cstddef>
#include <filesystem>

namespace atl::runtime {

/// Removes what is left below \p folder of outputs that were being written when their writer was
/// killed: folders named `.part-*`. To be called when nobody writes any more.
///
/// Links are not followed; what cannot be removed stays.
/// \returns how many there were.
std::size_t remove_leavings(std::filesystem::path const& folder) noexcept;

}  // namespace atl::runtime
