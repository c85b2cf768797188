#include "journal/crc32c.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace atl::journal {
namespace {

TEST(Crc32c, OfTheNineDigitsIsTheValueThatTheStandardGives)
{
    std::string_view const digits{"123456789"};
    EXPECT_EQ(crc32c(std::as_bytes(std::span{digits})), 0xe306'9283U);
}

TEST(Crc32c, OfThirtyTwoZerosIsTheValueThatTheStandardGives)
{
    std::array<std::byte, 32> const zeros{};
    EXPECT_EQ(crc32c_by_table(zeros), 0x8a91'36aaU);
}

TEST(Crc32c, InstructionAndTableAgreeOnEveryLength)
{
    std::vector<std::byte> bytes;
    for (unsigned i = 0; i < 100; ++i) {
        EXPECT_EQ(crc32c(bytes), crc32c_by_table(bytes));
        bytes.push_back(static_cast<std::byte>(i * 37));
    }
}

}  // namespace
}  // namespace atl::journal
