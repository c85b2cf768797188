#include "journal/crc32c.hpp"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace atl::journal {
namespace {

constexpr std::uint32_t reflected_polynomial = 0x82f6'3b78;

constexpr std::array<std::uint32_t, 256> make_table()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        auto crc = byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1U ^ ((crc & 1U) != 0 ? reflected_polynomial : 0);
        }
        table[byte] = crc;
    }
    return table;
}

constexpr auto table = make_table();

#if defined(__x86_64__)
[[gnu::target("sse4.2")]] std::uint32_t by_instruction(std::span<std::byte const> bytes) noexcept
{
    std::uint64_t crc = ~std::uint32_t{0};
    while (bytes.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word{};
        std::memcpy(&word, bytes.data(), sizeof word);
        crc = _mm_crc32_u64(crc, word);
        bytes = bytes.subspan(sizeof word);
    }
    auto rest = static_cast<std::uint32_t>(crc);
    for (auto const byte : bytes) {
        rest = _mm_crc32_u8(rest, std::to_integer<std::uint8_t>(byte));
    }
    return ~rest;
}
#endif

}  // namespace

std::uint32_t crc32c_by_table(std::span<std::byte const> bytes) noexcept
{
    std::uint32_t crc = ~std::uint32_t{0};
    for (auto const byte : bytes) {
        crc = crc >> 8U ^ table[(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xffU];
    }
    return ~crc;
}

std::uint32_t crc32c(std::span<std::byte const> bytes) noexcept
{
#if defined(__x86_64__)
    static bool const has_instruction = __builtin_cpu_supports("sse4.2") != 0;
    if (has_instruction) {
        return by_instruction(bytes);
    }
#endif
    return crc32c_by_table(bytes);
}

}  // namespace atl::journal
