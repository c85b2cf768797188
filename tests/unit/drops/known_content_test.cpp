#include "drops/apps/known_content.hpp"

#include <array>
#include <vector>

#include <gtest/gtest.h>

namespace atl::drops {
namespace {

[[nodiscard]] std::vector<std::byte> named_bytes(std::string_view name, std::size_t size)
{
    std::vector<std::byte> bytes(size);
    KnownContent{name}.fill(0, bytes);
    return bytes;
}

TEST(KnownContent, finds_no_difference_in_its_own_bytes)
{
    EXPECT_EQ(KnownContent{"a"}.first_difference(named_bytes("a", 10'001)), std::nullopt);
}

TEST(KnownContent, finds_the_first_byte_that_differs)
{
    auto bytes = named_bytes("a", 10'001);
    bytes[9'999] ^= std::byte{1};
    bytes[10'000] ^= std::byte{1};
    EXPECT_EQ(KnownContent{"a"}.first_difference(bytes), 9'999U);
}

TEST(KnownContent, differs_between_names_from_the_first_bytes_on)
{
    EXPECT_LT(KnownContent{"a"}.first_difference(named_bytes("b", 8)).value_or(8), 8U);
}

TEST(KnownContent, can_be_filled_piece_by_piece)
{
    auto pieces = named_bytes("a", 16);
    std::array<std::byte, 5> rest{};
    KnownContent{"a"}.fill(16, rest);
    pieces.insert(pieces.end(), rest.begin(), rest.end());
    EXPECT_EQ(pieces, named_bytes("a", 21));
}

}  // namespace
}  // namespace atl::drops
