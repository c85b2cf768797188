#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "support/drops/bytes.hpp"
#include "support/drops/python.hpp"

namespace atl::drops {
namespace {

using ::testing::HasSubstr;

[[nodiscard]] PyValue read(std::string_view pickle)
{
    return read_pickle(test::bytes_of(pickle));
}

[[nodiscard]] std::string reason_of(std::string_view pickle)
{
    try {
        return "read as " + repr(read(pickle));
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        return error.what();
    }
}

/// Values as Python writes them, in every protocol.
class FromPython : public ::testing::TestWithParam<char const*> {};

TEST_P(FromPython, is_read_in_every_protocol)
{
    if (auto const missing = test::Python::missing(); !missing.empty()) {
        GTEST_SKIP() << missing;
    }
    auto const stream = test::Python::run(
        fmt::format("v = {}\n"
                    "plain = v.tolist() if isinstance(v, (np.ndarray, np.generic)) else v\n"
                    "out(repr(plain).encode() + b'\\0')\n"
                    "for p in range(6):\n"
                    "    s = pickle.dumps(v, p)\n"
                    "    out(len(s).to_bytes(4, 'little') + s)\n",
                    GetParam()));
    auto const expected = stream.substr(0, stream.find('\0'));
    std::string_view rest{stream};
    rest.remove_prefix(expected.size() + 1);
    for (int protocol = 0; protocol <= 5; ++protocol) {
        std::uint32_t length = 0;
        std::memcpy(&length, rest.data(), sizeof length);
        EXPECT_EQ(repr(read(rest.substr(sizeof length, length))), expected) << protocol;
        rest.remove_prefix(sizeof length + length);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Values,
    FromPython,
    ::testing::Values("None",
                      "[True, False, 0, 1, -1, 255, 256, 65536, -2**31, 2**31, -2**63, 2**63-1]",
                      "[2**63, -2**63-1, 2**200, -3**150]",
                      "[0.0, -0.5, 1e300, 1e-7, 1e16, float('inf'), 1+2j, 3j]",
                      "['', 'it\\'s', 'tab\\tline\\n', 'h\\u00e9llo \\u4e16 \\U0001f600']",
                      "[b'', b'a\\x00\\xff\\'\"', 'x' * 300]",
                      "(1, (2,), (), [3, [4]], {'a': {'b': None}, 5: (6, 7, 8, 9)})",
                      "[{1}, set()]",
                      "np.arange(12).reshape(3, 4)",
                      "np.arange(12.).reshape(3, 4).T",
                      "np.asfortranarray(np.arange(24, dtype='>i2').reshape(2, 3, 4))",
                      "np.array([1.5, 2.5], dtype='f4')",
                      "np.array(['a', 'bc', 'h\\u00e9'])",
                      "np.array(['a', 'bc'], dtype='>U2')",
                      "np.array([b'a', b'bcd'])",
                      "np.array([1, 'a', None, [2]], dtype=object)",
                      "np.array([True, False])",
                      "np.array([1+2j, 3-1j], dtype='c8')",
                      "np.array(5)",
                      "np.array([])",
                      "np.float64(2.5)",
                      "np.int32(-7)",
                      "np.uint8(200)",
                      "np.bool_(True)",
                      "(lambda a: [a, a, (a,)])(['shared'])"));

TEST(PickleReader, does_not_run_code)
{
    EXPECT_THAT(reason_of("cos\nsystem\n(S'true'\ntR."),
                HasSubstr("the pickle needs the Python class or function 'os.system'"));
    EXPECT_THAT(reason_of("cbuiltins\neval\n(S'1'\ntR."), HasSubstr("'builtins.eval'"));
}

TEST(PickleReader, refuses_classes_as_values)
{
    EXPECT_THAT(reason_of("cnumpy\nndarray\n."),
                HasSubstr("it holds the class or function 'numpy.ndarray'"));
}

TEST(PickleReader, refuses_containers_inside_themselves)
{
    EXPECT_THAT(reason_of("]q\x01h\x01\x61."), HasSubstr("a container is part of itself"));
    EXPECT_THAT(reason_of("]q\x01h\x01\x61\x30N."), HasSubstr("a container is part of itself"));
}

TEST(PickleReader, refuses_values_that_double_at_every_level)
{
    std::string pickle = "]q\x01";
    for (char level = 1; level < 60; ++level) {
        pickle += "(h";
        pickle += level;
        pickle += 'h';
        pickle += level;
        pickle += "lq";
        pickle += static_cast<char>(level + 1);
    }
    EXPECT_THAT(reason_of(pickle + "."), HasSubstr("50000000 parts"));
}

TEST(PickleReader, refuses_deep_nesting_without_overflowing_the_stack)
{
    auto const pickle = "N" + std::string(200'000, '\x85') + ".";
    EXPECT_THAT(reason_of(pickle), HasSubstr("more than 500 levels"));
}

TEST(PickleReader, bounds_what_repeated_copies_of_a_part_take)
{
    std::string pickle = "c_codecs\nencode\nq\x01V" + std::string(1U << 20U, 'x');
    pickle += "\nVlatin1\n\x86q\x02\x30";
    for (int copy = 0; copy < 100; ++copy) {
        pickle += "h\x01h\x02R";
    }
    EXPECT_THAT(reason_of(pickle + "."), HasSubstr("it repeats its parts too often"));
}

TEST(PickleReader, says_where_a_pickle_is_damaged)
{
    EXPECT_EQ(reason_of("\x80\x04X\xff\xff\xff\x7f\x61\x62\x63"),
              "input/output error: damaged pickle at byte 7 of 10: 2147483647 bytes are expected, "
              "3 are left");
    EXPECT_THAT(reason_of(""), HasSubstr("damaged pickle at byte 0 of 0"));
    EXPECT_THAT(reason_of("hello world"), HasSubstr("nothing was stored as number 101"));
    EXPECT_THAT(reason_of("Pid\n."), HasSubstr("an object outside itself"));
}

TEST(PickleReader, checks_the_size_of_arrays)
{
    auto damaged = write_pickle(PyValue::array(make_array(std::vector<double>{1, 2})));
    auto const shape = damaged.find(std::string_view{"J\x02\x00\x00\x00", 5});
    ASSERT_NE(shape, std::string::npos);
    damaged[shape + 1] = 3;
    EXPECT_THAT(reason_of(damaged), HasSubstr("not as many bytes as its shape says"));
}

TEST(PickleReader, reads_the_arrays_of_dill)
{
    auto pickle = write_pickle(PyValue::array(make_array(std::vector<double>{1, 2})));
    // dill: _create_array(_reconstruct, (ndarray, (0,), b'b'), state) in place of reduce and build.
    auto const reduce = pickle.find("\x87R(", pickle.find("_reconstruct"));
    ASSERT_NE(reduce, std::string::npos);
    pickle.erase(reduce + 1, 1);
    pickle.insert(2, "cdill._dill\n_create_array\n(");
    pickle.replace(pickle.size() - 2, 2, "tR.");
    EXPECT_EQ(repr(read(pickle)), "[1.0, 2.0]");
}

}  // namespace
}  // namespace atl::drops
