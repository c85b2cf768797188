#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace atl::graph {

/// Folds the 128-bit product of \p a and \p b: every bit of the result depends on every bit of
/// both.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept
{
    __extension__ using Wide = unsigned __int128;
    Wide const product = static_cast<Wide>(a ^ 0x9e3779b97f4a7c15ULL) * (b ^ 0xd6e8feb86659fd93ULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// 96 bits of hash.
struct WideHash {
    std::uint64_t word{0};
    std::uint32_t more{0};

    friend constexpr bool operator==(WideHash, WideHash) noexcept = default;
};

/// 96-bit hash of \p text, the same on every machine of one byte order. Not for adversaries.
[[nodiscard]] inline WideHash wide_text_hash(std::string_view text, std::uint64_t seed = 0) noexcept
{
    auto const load = [](char const* place, std::size_t size) {
        std::uint64_t word = 0;
        if (size > 0) {  // an empty text may have no place, which memcpy must not be given
            std::memcpy(&word, place, size);
        }
        return word;
    };
    char const* place = text.data();
    std::size_t left = text.size();
    std::uint64_t first = seed ^ (text.size() * 0xa0761d6478bd642fULL);
    std::uint64_t second = first ^ 0xe7037ed1a0b428dbULL;
    for (; left >= 32; left -= 32, place += 32) {
        first = mix(first ^ load(place, 8), load(place + 8, 8));
        second = mix(second ^ load(place + 16, 8), load(place + 24, 8));
    }
    for (; left >= 8; left -= 8, place += 8) {
        first = mix(first ^ load(place, 8), second);
    }
    auto const rest = load(place, left);
    auto const other = mix(second ^ rest ^ 0x8ebc6af09c88c6e3ULL, first + left);
    return {mix(first ^ rest, second ^ (left + 1)), static_cast<std::uint32_t>(other >> 32U)};
}

/// The first 64 bits of wide_text_hash().
[[nodiscard]] inline std::uint64_t text_hash(std::string_view text, std::uint64_t seed = 0) noexcept
{
    return wide_text_hash(text, seed).word;
}

}  // namespace atl::graph
