#include "drops/shell/quote_state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/process/run_command.hpp"

namespace atl::drops {
namespace {

QuoteState after(std::string_view text)
{
    QuoteTracker tracker;
    tracker.advance(text);
    return tracker.state();
}

TEST(QuoteStateTest, follows_quotes_and_backslashes)
{
    EXPECT_EQ(after("echo 'a"), QuoteState::in_single_quotes);
    EXPECT_EQ(after("echo \"a'"), QuoteState::in_double_quotes);
    EXPECT_EQ(after("echo 'a' \"b\" "), QuoteState::outside);
    EXPECT_EQ(after("echo \\' \"\\\""), QuoteState::in_double_quotes);
    EXPECT_EQ(after("echo '\\'"), QuoteState::outside);
}

TEST(QuoteStateTest, a_path_reaches_the_program_as_it_is_wherever_it_stands)
{
    std::string const nasty = "a b'\"$HOME`id`\\;&|*";
    for (auto const* frame : {"printf %s @", "printf %s 'x@'", "printf %s \"x@\""}) {
        std::string const text = frame;
        auto const at = text.find('@');
        auto const command =
            text.substr(0, at) + quote_for(after(text.substr(0, at)), nasty) + text.substr(at + 1);
        auto const result = process::run_command({{"bash", "-c", command}, "", {}, {}});
        EXPECT_THAT(result.output, ::testing::EndsWith(nasty)) << command;
    }
}

TEST(QuoteStateTest, leaves_plain_paths_readable)
{
    EXPECT_EQ(quote_for(QuoteState::outside, "/a/b-c_1.fits"), "/a/b-c_1.fits");
}

}  // namespace
}  // namespace atl::drops
