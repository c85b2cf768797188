#include "drops/apps/known_content.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace atl::drops {
namespace {

/// Output function of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
/// generators, 2014).
[[nodiscard]] std::uint64_t mixed(std::uint64_t value) noexcept
{
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;  // SplitMix64's, 2^64 / golden ratio

}  // namespace

KnownContent::KnownContent(std::string_view name) noexcept : seed_(name.size())
{
    for (char const c : name) {
        seed_ = mixed((seed_ ^ static_cast<unsigned char>(c)) + step);
    }
}

void KnownContent::fill(std::uint64_t offset, std::span<std::byte> bytes) const noexcept
{
    auto word = offset / sizeof(std::uint64_t);
    while (!bytes.empty()) {
        auto const value = mixed(seed_ + step * ++word);
        auto const count = std::min(sizeof value, bytes.size());
        std::memcpy(bytes.data(), &value, count);
        bytes = bytes.subspan(count);
    }
}

std::optional<std::uint64_t> KnownContent::first_difference(
    std::span<std::byte const> bytes) const noexcept
{
    std::array<std::byte, 4096> expected{};
    for (std::uint64_t offset = 0; offset < bytes.size(); offset += expected.size()) {
        auto const piece = bytes.subspan(offset, std::min(expected.size(), bytes.size() - offset));
        fill(offset, std::span{expected}.first(piece.size()));
        if (std::memcmp(piece.data(), expected.data(), piece.size()) != 0) {
            auto const [at, _] = std::ranges::mismatch(piece, expected);
            return offset + static_cast<std::uint64_t>(at - piece.begin());
        }
    }
    return std::nullopt;
}

}  // namespace atl::drops
