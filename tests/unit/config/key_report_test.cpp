#include "atoll/config/key_report.hpp"

namespace atl::config {
namespace {

TEST(KeyFate, has_a_word_each)
{
    EXPECT_EQ(to_string(KeyFate::honoured), "honoured");
    EXPECT_EQ(to_string(KeyFate::adapted), "adapted");
    EXPECT_EQ(to_string(KeyFate::ignored), "ignored");
    EXPECT_EQ(to_string(KeyFate::overridden), "overridden");
}

}  // namespace
}  // namespace atl::config
