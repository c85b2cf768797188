#include "drops/codec/array_order.hpp"

#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(ArrayOrder, each_number_is_turned_round_by_itself)
{
    std::string numbers = "abcdefgh";
    swap_bytes(numbers, {'i', 4});
    EXPECT_EQ(numbers, "dcbahgfe");
    std::string complex = "abcdefgh";
    swap_bytes(complex, {'c', 8});
    EXPECT_EQ(complex, "dcbahgfe");
    std::string bytes = "abcd";
    swap_bytes(bytes, {'S', 4});
    EXPECT_EQ(bytes, "abcd");
}

TEST(ArrayOrder, columns_become_rows)
{
    EXPECT_EQ(from_fortran_order("adbecf", {2, 3}, 1), "abcdef");
    EXPECT_EQ(from_fortran_order("aaccbbdd", {2, 2}, 2), "aabbccdd");
    EXPECT_EQ(from_fortran_order("abc", {3}, 1), "abc");
    EXPECT_EQ(from_fortran_order("", {0, 5}, 1), "");
}

}  // namespace
}  // namespace atl::drops
