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

/// The last \p size bytes (0 to 7) before \p end as a number, the first of them lowest. \p before
/// says that at least 8 bytes stand before \p end: one load then does.
[[nodiscard]] inline std::uint64_t load_tail(char const* end,
                                             std::size_t size,
                                             bool before) noexcept
{
    auto const load = [](char const* place, auto word) {
        std::memcpy(&word, place, sizeof word);
        return std::uint64_t{word};
    };
    if (size == 0) {
        return 0;
    }
    if (before) {
        return load(end - 8, std::uint64_t{}) >> (8 * (8 - size));
    }
    // Loads that overlap agree on what both have.
    if (size >= 4) {
        return load(end - size, std::uint32_t{}) | load(end - 4, std::uint32_t{})
                                                       << (8 * (size - 4));
    }
    auto const middle = size / 2;
    return load(end - size, std::uint8_t{}) |
           load(end - size + middle, std::uint8_t{}) << (8 * middle) |
           load(end - 1, std::uint8_t{}) << (8 * (size - 1));
}

/// 96-bit hash of \p text, the same on every machine of one byte order. Not for adversaries.
[[nodiscard]] inline WideHash wide_text_hash(std::string_view text, std::uint64_t seed = 0) noexcept
{
    auto const load = [](char const* from) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        return word;
    };
    char const* place = text.data();
    std::size_t left = text.size();
    std::uint64_t first = seed ^ (text.size() * 0xa0761d6478bd642fULL);
    std::uint64_t second = first ^ 0xe7037ed1a0b428dbULL;
    for (; left >= 32; left -= 32, place += 32) {
        first = mix(first ^ load(place), load(place + 8));
        second = mix(second ^ load(place + 16), load(place + 24));
    }
    for (; left >= 8; left -= 8, place += 8) {
        first = mix(first ^ load(place), second);
    }
    auto const rest = load_tail(place + left, left, text.size() >= 8);
    auto const other = mix(second ^ rest ^ 0x8ebc6af09c88c6e3ULL, first + left);
    return {mix(first ^ rest, second ^ (left + 1)), static_cast<std::uint32_t>(other >> 32U)};
}

/// The first 64 bits of wide_text_hash().
[[nodiscard]] inline std::uint64_t text_hash(std::string_view text, std::uint64_t seed = 0) noexcept
{
    return wide_text_hash(text, seed).word;
}

}  // namespace atl::graph
