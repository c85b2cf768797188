#include "atoll/drops/nd_array.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

using ::testing::ElementsAre;

[[nodiscard]] NdArray matrix()
{
    return to_array(parse_literal("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"));
}

TEST(DType, names_are_read_with_or_without_byte_order)
{
    EXPECT_EQ(parse_dtype("<f8"), (DType{'f', 8}));
    EXPECT_EQ(parse_dtype("?"), (DType{'b', 1}));
    EXPECT_EQ(parse_dtype("U3"), (DType{'U', 12}));
    EXPECT_EQ(short_name({'U', 12}), "U3");
    EXPECT_EQ(byte_order({'i', 1}), '|');
    EXPECT_EQ(byte_order({'i', 2}), '<');
}

TEST(DType, types_that_are_not_known_are_refused)
{
    for (auto const* const text : {"", "f3", "V8", "M8[ns]", "U0", "f8x", "U9999999999", "f2"}) {
        EXPECT_EQ(parse_dtype(text), std::nullopt) << text;
    }
}

TEST(NdArray, a_slice_keeps_whole_rows)
{
    auto const part = slice(matrix(), 1, 2);
    EXPECT_THAT(part.shape, ElementsAre(2, 3));
    EXPECT_EQ(repr(PyValue::array(part)), "[[4, 5, 6], [7, 8, 9]]");
}

TEST(NdArray, an_element_of_a_matrix_is_a_row_and_of_a_row_a_scalar)
{
    auto const row = element(matrix(), 2);
    EXPECT_EQ(repr(row), "[7, 8, 9]");
    EXPECT_EQ(element(*row.as_array(), 1).type_name(), "numpy scalar");
    EXPECT_EQ(repr(element(*row.as_array(), 1)), "8");
}

TEST(NdArray, numbers_of_every_type_are_real_numbers)
{
    for (auto const* const type :
         {"i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "b1"}) {
        auto const dtype = *parse_dtype(type);
        NdArray const zeros{dtype, {2}, std::string(2 * dtype.item_size, '\0'), {}};
        EXPECT_EQ(number_at(zeros, 1), 0.0) << type;
    }
    EXPECT_EQ(number_at(to_array(parse_literal("['a']")), 0), std::nullopt);
}

TEST(NdArray, shapes_whose_size_overflows_are_not_counted)
{
    EXPECT_EQ(item_count({3, 4}, 8), 12U);
    EXPECT_EQ(item_count({0, 4}, 8), 0U);
    EXPECT_EQ(item_count({}, 8), 1U);
    EXPECT_EQ(item_count({std::size_t{1} << 40U, std::size_t{1} << 40U, 0}, 1), std::nullopt);
}

}  // namespace
}  // namespace atl::drops
