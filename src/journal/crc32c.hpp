#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace atl::journal {

/// CRC32C (Castagnoli; RFC 3720, appendix B.4) of \p bytes; with the machine's instruction where it
/// has one.
[[nodiscard]] std::uint32_t crc32c(std::span<std::byte const> bytes) noexcept;

/// The same from a table, on any machine.
[[nodiscard]] std::uint32_t crc32c_by_table(std::span<std::byte const> bytes) noexcept;

}  // namespace atl::journal
