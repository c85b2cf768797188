#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::string type_of(std::string_view literal)
{
    return short_name(to_array(parse_literal(literal)).dtype);
}

TEST(ToArray, takes_the_widest_type_of_the_elements)
{
    EXPECT_EQ(type_of("[True, False]"), "b1");
    EXPECT_EQ(type_of("[True, 2]"), "i8");
    EXPECT_EQ(type_of("[1, 2.5]"), "f8");
    EXPECT_EQ(type_of("[1, 2j]"), "c16");
    EXPECT_EQ(type_of("['a', 'bcd', 1]"), "U3");
    EXPECT_EQ(type_of("[b'a', b'bcd']"), "S3");
    EXPECT_EQ(type_of("[1, None]"), "O8");
    EXPECT_EQ(type_of("[]"), "f8");
}

TEST(ToArray, nested_lists_become_axes)
{
    EXPECT_THAT(to_array(parse_literal("[[[1, 2]], [[3, 4]]]")).shape,
                ::testing::ElementsAre(2, 1, 2));
}

TEST(ToArray, keeps_the_type_of_numpy_scalars)
{
    NdArray const small{{'i', 2}, {2}, std::string{"\x01\x00\x02\x00", 4}, {}};
    auto const array = to_array(PyValue::list({item(small, 1), item(small, 0)}));
    EXPECT_EQ(short_name(array.dtype), "i2");
    EXPECT_EQ(repr(PyValue::array(array)), "[2, 1]");
}

TEST(ToArray, joins_arrays_of_the_same_shape)
{
    auto const row = PyValue::array(make_array(std::vector<double>{1, 2}));
    EXPECT_EQ(repr(PyValue::array(to_array(PyValue::list({row, row})))),
              "[[1.0, 2.0], [1.0, 2.0]]");
}

TEST(ToArray, refuses_rows_of_different_lengths)
{
    EXPECT_THROW(std::ignore = to_array(parse_literal("[[1, 2], [3]]")), Error);
    EXPECT_THROW(std::ignore = to_array(parse_literal("[[1], 2]")), Error);
}

}  // namespace
}  // namespace atl::drops
