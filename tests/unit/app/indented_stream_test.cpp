#include "app/indented_stream.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace atl::app {
namespace {

[[nodiscard]] std::string indented(std::string_view json)
{
    std::ostringstream target;
    IndentedStream stream{target};
    stream << json;
    return target.str();
}

TEST(IndentedStream, each_member_has_a_line)
{
    EXPECT_EQ(indented(R"([{"a":1, "b":[2,3]},{}])"), R"([
  {
    "a": 1,
    "b": [
      2,
      3
    ]
  },
  {}
]
)");
}

TEST(IndentedStream, texts_stay_as_they_are)
{
    EXPECT_EQ(indented(R"({"a\"}":"x: [1, \\"})"), R"({
  "a\"}": "x: [1, \\"
}
)");
}

TEST(IndentedStream, it_does_not_matter_in_which_pieces_it_comes)
{
    std::string const json = R"([{"a":"\"b"}, [], null])";
    std::ostringstream target;
    IndentedStream stream{target};
    for (char const c : json) {
        stream << c;
    }
    EXPECT_EQ(target.str(), indented(json));
}

TEST(IndentedStream, a_target_that_fails_is_told_of)
{
    std::ostringstream target;
    target.setstate(std::ios::badbit);
    IndentedStream stream{target};
    stream << "[1]";
    EXPECT_FALSE(stream.good());
}

}  // namespace
}  // namespace atl::app
