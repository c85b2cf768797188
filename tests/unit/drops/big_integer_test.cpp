#include "drops/codec/big_integer.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::string round_trip(std::string_view decimal)
{
    auto const value = integer_from_decimal(decimal);
    return value ? repr(*value) : "nothing";
}

TEST(BigInteger, decimals_of_any_length_go_there_and_back)
{
    for (auto const* const decimal : {"0",
                                      "-1",
                                      "9223372036854775807",
                                      "9223372036854775808",
                                      "-9223372036854775808",
                                      "-9223372036854775809",
                                      "123456789012345678901234567890"}) {
        EXPECT_EQ(round_trip(decimal), decimal);
    }
}

TEST(BigInteger, what_fits_into_64_bits_is_no_big_integer)
{
    auto const value =
        integer_from_bytes(std::string_view{"\xff\xff\xff\xff\xff\xff\xff\xff\xff", 9});
    EXPECT_EQ(value.as_integer(), -1);
}

TEST(BigInteger, bytes_are_as_few_as_will_do)
{
    EXPECT_EQ(integer_to_bytes(0), "");
    EXPECT_EQ(integer_to_bytes(127), "\x7f");
    EXPECT_EQ(integer_to_bytes(128), (std::string{"\x80\x00", 2}));
    EXPECT_EQ(integer_to_bytes(-128), "\x80");
    EXPECT_EQ(integer_to_bytes(std::numeric_limits<std::int64_t>::min()).size(), 8U);
}

TEST(BigInteger, text_that_is_no_decimal_is_refused)
{
    EXPECT_EQ(round_trip(""), "nothing");
    EXPECT_EQ(round_trip("-"), "nothing");
    EXPECT_EQ(round_trip("1x"), "nothing");
    EXPECT_EQ(round_trip(std::string(max_integer_digits + 1, '9')), "nothing");
}

TEST(BigInteger, an_integer_of_too_many_digits_is_not_written)
{
    auto const value = integer_from_bytes(std::string(4000, '\x7f'));
    try {
        std::ignore = repr(value);
        FAIL() << "it was written";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), ::testing::HasSubstr("an integer of 4000 bytes is too long"));
    }
}

}  // namespace
}  // namespace atl::drops
