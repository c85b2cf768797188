#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/drops/codec.hpp"

#include "support/drops/bytes.hpp"
#include "support/drops/python.hpp"

namespace atl::drops {
namespace {

/// What Python's repr() says of a value that was pickled here.
[[nodiscard]] std::string seen_by_python(PyValue const& value)
{
    return test::Python::run("out(repr(pickle.loads(data)).encode())", write_pickle(value));
}

class PickleWriter : public ::testing::Test {
  protected:
    void SetUp() override
    {
        if (auto const missing = test::Python::missing(); !missing.empty()) {
            GTEST_SKIP() << missing;
        }
    }
};

TEST_F(PickleWriter, plain_values_are_read_by_python)
{
    auto const* const text =
        "[None, True, -1, 2147483648, -9223372036854775808, 1.5, (1+2j), "
        "'h\u00e9', b'\\xff', (1,), {'a': [1, 2]}, {3}]";
    EXPECT_EQ(seen_by_python(parse_literal(text)), text);
}

TEST_F(PickleWriter, big_integers_are_read_by_python)
{
    auto const* const text = "[340282366920938463463374607431768211456, -18446744073709551617]";
    EXPECT_EQ(seen_by_python(parse_literal(text)), text);
}

TEST_F(PickleWriter, arrays_are_read_by_python)
{
    auto const array = PyValue::array(make_array(std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(seen_by_python(array), "array([1, 2, 3])");
    EXPECT_EQ(seen_by_python(PyValue::array(to_array(parse_literal("[[1.5, 2], [3, 4]]")))),
              "array([[1.5, 2. ],\n       [3. , 4. ]])");
    EXPECT_EQ(seen_by_python(PyValue::array(to_array(parse_literal("['a', 'bc']")))),
              "array(['a', 'bc'], dtype='<U2')");
    EXPECT_EQ(seen_by_python(PyValue::array(to_array(parse_literal("[None, {'a': 1}]")))),
              "array([None, {'a': 1}], dtype=object)");
}

TEST_F(PickleWriter, numpy_scalars_are_read_by_python)
{
    auto const scalar = item(make_array(std::vector<double>{2.5}), 0);
    EXPECT_EQ(test::Python::run("v = pickle.loads(data); out(repr((type(v), v)).encode())",
                                write_pickle(scalar)),
              "(<class 'numpy.float64'>, 2.5)");
}

TEST_F(PickleWriter, arrays_can_be_written_to_by_python)
{
    auto const array = PyValue::array(make_array(std::vector<double>{1, 2}));
    EXPECT_EQ(test::Python::run("v = pickle.loads(data); v += 1; out(repr(v).encode())",
                                write_pickle(array)),
              "array([2., 3.])");
}

TEST(PickleWriterAlone, what_it_writes_is_read_back)
{
    auto const* const text = "[None, True, -1, 1.5, 'x', b'\\xff', (1,), {'a': [1, 2]}, {3}]";
    auto const pickle = write_pickle(parse_literal(text));
    EXPECT_EQ(repr(read_pickle(test::bytes_of(pickle))), text);
}

}  // namespace
}  // namespace atl::drops
