#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace atl::journal {

/// How much is flushed to disk before a drop counts as complete (docs/reference/journal.md).
enum class Durability : std::uint8_t {
    none,     ///< Nothing: what the system has not written yet is lost when the machine fails.
    journal,  ///< The journal.
    outputs,  ///< The journal, and data drops in files before they are recorded.
};

/// The word of \p durability in settings: "none", "journal", "outputs".
[[nodiscard]] std::string_view to_string(Durability durability) noexcept;

/// What \p word stands for, or nothing.
[[nodiscard]] std::optional<Durability> durability(std::string_view word) noexcept;

}  // namespace atl::journal
