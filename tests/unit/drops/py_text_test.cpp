#include <limits>

#include <gtest/gtest.h>

#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

TEST(PyText, quotes_are_chosen_as_python_chooses_them)
{
    EXPECT_EQ(repr(PyValue::text("it's")), "\"it's\"");
    EXPECT_EQ(repr(PyValue::text("'\"")), R"('\'"')");
    EXPECT_EQ(repr(PyValue::bytes("a\n\xff")), R"(b'a\n\xff')");
}

TEST(PyText, str_leaves_the_quotes_of_text_out)
{
    EXPECT_EQ(str(PyValue::text("it's")), "it's");
    EXPECT_EQ(str(PyValue::boolean(true)), "True");
    EXPECT_EQ(str(PyValue{}), "None");
    EXPECT_EQ(str(PyValue::list({PyValue::text("a")})), "['a']");
    EXPECT_EQ(str(item(to_array(parse_literal("['ab', 'c']")), 1)), "c");
}

TEST(PyText, reals_keep_their_point)
{
    EXPECT_EQ(repr(PyValue::real(1)), "1.0");
    EXPECT_EQ(repr(PyValue::real(1e16)), "1e+16");
    EXPECT_EQ(repr(PyValue::real(0.1)), "0.1");
    EXPECT_EQ(repr(PyValue::real(std::numeric_limits<double>::quiet_NaN())), "nan");
}

TEST(PyText, arrays_are_written_as_lists)
{
    EXPECT_EQ(repr(PyValue::array(to_array(parse_literal("[[True, False]]")))), "[[True, False]]");
    EXPECT_EQ(repr(PyValue::array(to_array(parse_literal("['a', 'bc']")))), "['a', 'bc']");
    EXPECT_EQ(repr(PyValue::array(to_array(parse_literal("[b'a', b'bc']")))), "[b'a', b'bc']");
    EXPECT_EQ(repr(PyValue::array(to_array(parse_literal("[1j, 2]")))), "[1j, (2+0j)]");
}

}  // namespace
}  // namespace atl::drops
