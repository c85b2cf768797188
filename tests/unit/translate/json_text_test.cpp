#include "translate/unroll/json_text.hpp"

namespace atl::translate {
namespace {

TEST(JsonText, escapes_quotes_backslashes_and_control_letters)
{
    std::string text = "x";
    append_json_text("a\"b\\c\n", text);
    EXPECT_EQ(text, "xa\\\"b\\\\c\\u000a");
}

}  // namespace
}  // namespace atl::translate
