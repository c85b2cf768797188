#include "drops/codec/pickle_input.hpp"

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

TEST(PickleInput, gives_bytes_lines_and_numbers_in_order)
{
    PickleInput input{std::string_view{"ab\x01\x02line\nrest", 13}};
    EXPECT_EQ(input.take(2), "ab");
    EXPECT_EQ(input.integer<std::uint16_t>(), 0x0201);
    EXPECT_EQ(input.line(), "line");
    EXPECT_THROW(std::ignore = input.line(), Error);
    EXPECT_EQ(input.take(4), "rest");
    EXPECT_THROW(std::ignore = input.take(1), Error);
}

TEST(PickleInput, copies_are_allowed_up_to_a_multiple_of_the_input)
{
    PickleInput input{"abc"};
    EXPECT_NO_THROW(input.charge(1U << 20U));
    EXPECT_NO_THROW(input.charge(48));
    EXPECT_THROW(input.charge(1), Error);
}

}  // namespace
}  // namespace atl::drops
