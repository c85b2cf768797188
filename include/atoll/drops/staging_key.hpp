#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace atl::drops {

/// Under which key (RunnerOptions::staging) ranks stage the files of their own drops in \p epoch:
/// what a rank that was given up goes on writing is apart from what its successor writes.
[[nodiscard]] std::string owner_staging(std::uint32_t epoch);

/// Whether \p key is one of owner_staging(), not that of a try elsewhere.
[[nodiscard]] bool is_owner_staging(std::string_view key) noexcept;

}  // namespace atl::drops
