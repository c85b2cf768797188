#include "atoll/drops/codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/bytes.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::string decoded(std::string_view encoding, std::string_view content)
{
    return repr(decode(encoding, test::bytes_of(content)));
}

TEST(Codec, encodings_read_what_they_write)
{
    auto const value = parse_literal("[1, 2]");
    for (auto const* const encoding : {"dill", "pickle", "npy", "eval", "unknown"}) {
        EXPECT_EQ(decoded(encoding, encode(encoding, value)), "[1, 2]") << encoding;
    }
    EXPECT_EQ(decoded("utf-8", encode("utf-8", PyValue::text("h\u00e9"))), "'h\u00e9'");
    EXPECT_EQ(decoded("raw", encode("raw", PyValue::bytes("\xff"))), R"(b'\xff')");
}

TEST(Codec, pickles_and_numpy_files_are_recognised_whatever_the_port_says)
{
    EXPECT_EQ(decoded("utf-8", write_pickle(PyValue::integer(3))), "3");
    EXPECT_EQ(decoded("dill", write_npy(make_array(std::vector<double>{1}))), "[1.0]");
}

TEST(Codec, nothing_evaluates_to_none)
{
    EXPECT_EQ(decoded("eval", ""), "None");
}

TEST(Codec, text_must_be_utf8)
{
    EXPECT_THROW(std::ignore = decode("utf-8", test::bytes_of("\xff")), Error);
}

TEST(Codec, raw_content_is_text_or_bytes)
{
    EXPECT_THROW(std::ignore = encode("raw", PyValue::integer(1)), Error);
}

}  // namespace
}  // namespace atl::drops
