#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace atl::drops {

/// Endless bytes that follow from a name: one app can write them and another check every one of
/// them, without anything being kept for it. Two names give different bytes from the first eight
/// on, but for a chance of 2^-64.
class KnownContent {
  public:
    explicit KnownContent(std::string_view name) noexcept;

    /// Bytes from \p offset, a multiple of 8.
    void fill(std::uint64_t offset, std::span<std::byte> bytes) const noexcept;
    /// Where \p bytes, which begin at offset 0, are not these; nothing when they all are.
    [[nodiscard]] std::optional<std::uint64_t> first_difference(
        std::span<std::byte const> bytes) const noexcept;

  private:
    std::uint64_t seed_;
};

}  // namespace atl::drops
