#include "graph/json_text.hpp"

namespace atl::graph {
namespace {

TEST(JsonText, quotes_what_json_asks_for_and_nothing_else)
{
    std::string json = "x";
    append_quoted(json, "a\"b\\c\nd/é");
    EXPECT_EQ(json, R"(x"a\"b\\c\u000ad/é")");
}

}  // namespace
}  // namespace atl::graph
