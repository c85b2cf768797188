#include <array>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] constexpr std::array<std::uint32_t, 256> make_crc_table()
{
    constexpr std::uint32_t polynomial = 0xEDB88320;  // IEEE 802.3, as in zlib
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        auto value = byte;
        for (auto bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? (value >> 1U) ^ polynomial : value >> 1U;
        }
        table[byte] = value;
    }
    return table;
}

/// The checksum \p crc of what came before, with \p content behind it.
[[nodiscard]] std::uint32_t crc32(std::uint32_t crc, std::span<std::byte const> content)
{
    static constexpr auto table = make_crc_table();
    crc = ~crc;
    for (auto const byte : content) {
        crc = table[(crc ^ static_cast<std::uint32_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    }
    return ~crc;
}

class Crc final : public AppDrop {
  public:
    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto& input = only_input(context);
        std::vector<std::byte> piece(std::size_t{1} << 16U);
        std::uint32_t checksum = 0;
        while (auto const count = input.read_some(piece)) {
            checksum = crc32(checksum, std::span{piece}.first(count));
        }
        only_output(context).put(make_payload(fmt::format("{}", checksum)));
        return AppResult::success();
    }
};

}  // namespace

std::unique_ptr<AppDrop const> make_crc(AppRecipe const& /*recipe*/)
{
    return std::make_unique<Crc const>();
}

}  // namespace atl::drops
