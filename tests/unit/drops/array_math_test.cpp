#include "drops/apps/array_math.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] NdArray array_of(std::string_view literal)
{
    return to_array(parse_literal(literal));
}

[[nodiscard]] std::string text(NdArray const& array)
{
    return short_name(array.dtype) + " " + repr(PyValue::array(array));
}

TEST(ArrayMath, axes_count_from_either_end)
{
    EXPECT_EQ(parse_axes(PyValue{}, 2), std::nullopt);
    EXPECT_THAT(*parse_axes(parse_literal("[0, -1]"), 3), ::testing::ElementsAre(0, 2));
    EXPECT_THROW(std::ignore = parse_axes(parse_literal("2"), 2), Error);
}

TEST(ArrayMath, reduces_over_the_axes_that_are_named)
{
    auto const array = array_of("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]");
    EXPECT_EQ(text(reduce(array, Reduction::sum, std::vector<std::size_t>{1})),
              "i8 [[4, 6], [12, 14]]");
    EXPECT_EQ(text(reduce(array, Reduction::minimum, std::nullopt)), "i8 1");
    EXPECT_EQ(text(reduce(array_of("[]"), Reduction::sum, std::nullopt)), "f8 0.0");
}

TEST(ArrayMath, sums_of_small_integers_are_wide_and_maxima_are_not)
{
    NdArray const bytes{{'u', 1}, {2}, "\xff\xff", {}};
    EXPECT_EQ(text(reduce(bytes, Reduction::sum, std::nullopt)), "u8 510");
    EXPECT_EQ(text(reduce(bytes, Reduction::maximum, std::nullopt)), "u1 255");
}

TEST(ArrayMath, complex_numbers_have_sums_and_no_maxima)
{
    auto const array = array_of("[1j, 2]");
    EXPECT_EQ(text(reduce(array, Reduction::sum, std::nullopt)), "c16 (2+1j)");
    EXPECT_THROW(std::ignore = reduce(array, Reduction::maximum, std::nullopt), Error);
    EXPECT_THROW(std::ignore = reduce(array_of("['a']"), Reduction::sum, std::nullopt), Error);
}

TEST(ArrayMath, combines_arrays_in_the_wider_type)
{
    EXPECT_EQ(text(combine(array_of("[1, 5]"), array_of("[2.5, 1]"), Reduction::maximum)),
              "f8 [2.5, 5.0]");
    EXPECT_THROW(std::ignore = combine(array_of("[1]"), array_of("[1, 2]"), Reduction::sum), Error);
}

TEST(ArrayMath, averages_columns)
{
    std::vector<double> const rows{1, 10, 2, 20, 6, 60};
    EXPECT_THAT(average_rows(rows, 2, Average::mean), ::testing::ElementsAre(3, 30));
    EXPECT_THAT(average_rows(rows, 2, Average::median), ::testing::ElementsAre(2, 20));
}

}  // namespace
}  // namespace atl::drops
