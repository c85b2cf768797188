#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "support/drops/bytes.hpp"
#include "support/drops/python.hpp"

namespace atl::drops {
namespace {

using ::testing::HasSubstr;

[[nodiscard]] std::string seen(std::string_view file)
{
    try {
        return repr(PyValue::array(read_npy(test::bytes_of(file))));
    } catch (Error const& error) {
        return error.problem();
    }
}

TEST(Npy, what_is_written_is_read_back)
{
    for (auto const* const text : {"[1, 2, 3]", "[[1.5, 2.5]]", "['a', 'bc']", "[]"}) {
        EXPECT_EQ(seen(write_npy(to_array(parse_literal(text)))), text);
    }
}

TEST(Npy, files_of_numpy_are_read)
{
    if (auto const missing = test::Python::missing(); !missing.empty()) {
        GTEST_SKIP() << missing;
    }
    auto const save = [](std::string const& array) {
        return test::Python::run("import io\nb = io.BytesIO()\nnp.save(b, " + array +
                                 ")\nout(b.getvalue())");
    };
    EXPECT_EQ(seen(save("np.arange(6).reshape(2, 3).T")), "[[0, 3], [1, 4], [2, 5]]");
    EXPECT_EQ(seen(save("np.array([1, 2], dtype='>i2')")), "[1, 2]");
    EXPECT_EQ(seen(save("np.array(2.5)")), "2.5");
    EXPECT_THAT(seen(save("np.zeros(2, dtype='f4,i4')")), HasSubstr("cannot be read"));
}

TEST(Npy, numpy_reads_what_is_written)
{
    if (auto const missing = test::Python::missing(); !missing.empty()) {
        GTEST_SKIP() << missing;
    }
    auto const file = write_npy(to_array(parse_literal("[[1, 2], [3, 4]]")));
    EXPECT_EQ(test::Python::run("import io\nout(repr(np.load(io.BytesIO(data))).encode())", file),
              "array([[1, 2],\n       [3, 4]])");
}

TEST(Npy, damaged_files_are_told)
{
    auto const file = write_npy(make_array(std::vector<double>{1, 2}));
    EXPECT_THAT(seen("PK"), HasSubstr("it does not begin as one"));
    EXPECT_THAT(seen(file.substr(0, 20)), HasSubstr("it ends in the header"));
    EXPECT_THAT(seen(file.substr(0, file.size() - 1)), HasSubstr("shorter than its shape says"));
    auto newer = file;
    newer[6] = 9;
    EXPECT_THAT(seen(newer), HasSubstr("version 9 is not known"));
}

TEST(Npy, objects_are_not_written)
{
    EXPECT_THROW(std::ignore = write_npy(to_array(parse_literal("[None]"))), Error);
}

}  // namespace
}  // namespace atl::drops
