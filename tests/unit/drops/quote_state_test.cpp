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

TEST(QuoteStateTest, is_outside_again_in_a_command_substitution)
{
    EXPECT_EQ(after("n=\"$(wc -l < "), QuoteState::outside);
    EXPECT_EQ(after("n=\"$(wc -l < (x) \"y"), QuoteState::in_double_quotes);
    EXPECT_EQ(after("n=\"$(wc -l < x) "), QuoteState::in_double_quotes);
    EXPECT_EQ(after("n=\"$(a $(b \"c\") d) "), QuoteState::in_double_quotes);
    EXPECT_EQ(after("n=\"`wc -l < "), QuoteState::outside);
    EXPECT_EQ(after("n=\"`wc`"), QuoteState::in_double_quotes);
    EXPECT_EQ(after("n='$(wc "), QuoteState::in_single_quotes);
    EXPECT_EQ(after("n=\"\\$(wc "), QuoteState::in_double_quotes);
    EXPECT_EQ(after("n=\"$((1 + 2)) "), QuoteState::in_double_quotes);
}

TEST(QuoteStateTest, passes_over_comments)
{
    EXPECT_EQ(after("# don't"), QuoteState::in_comment);
    EXPECT_EQ(after("# don't\necho "), QuoteState::outside);
    EXPECT_EQ(after("a;#don't\n\""), QuoteState::in_double_quotes);
    EXPECT_EQ(after("echo a#b' "), QuoteState::in_single_quotes);
    EXPECT_EQ(after("echo $# ${#x} '"), QuoteState::in_single_quotes);
}

TEST(QuoteStateTest, follows_dollar_quotes_and_parameter_expansions)
{
    EXPECT_EQ(after("echo $'a\\'"), QuoteState::in_dollar_quotes);
    EXPECT_EQ(after("echo $'a\\'' "), QuoteState::outside);
    EXPECT_EQ(after("echo \"${x:-it's} "), QuoteState::in_double_quotes);
    EXPECT_EQ(after("echo \"${x:-it's}\" "), QuoteState::outside);
    EXPECT_EQ(after("echo ${x:-'}"), QuoteState::in_single_quotes);
    EXPECT_EQ(after("echo ${x:-'}'} "), QuoteState::outside);
}

TEST(QuoteStateTest, follows_here_documents_to_their_ends)
{
    EXPECT_EQ(after("cat <<END\nit's "), QuoteState::in_here_document);
    EXPECT_EQ(after("cat <<END\nit's\nEND\n"), QuoteState::outside);
    EXPECT_EQ(after("cat <<-'A B' > x\nit's"), QuoteState::in_quoted_here_document);
    EXPECT_EQ(after("cat <<-'A B' > x\nit's\n\tA B\n\""), QuoteState::in_double_quotes);
    EXPECT_EQ(after("cat <<A <<\"B\"\na\nA\n"), QuoteState::in_quoted_here_document);
    EXPECT_EQ(after("cat <<< x\n"), QuoteState::outside);
    EXPECT_EQ(after("echo $((1 << 2))\n"), QuoteState::outside);
}

TEST(QuoteStateTest, a_path_reaches_the_program_as_it_is_wherever_it_stands)
{
    std::string const nasty = "a b'\"$HOME`id`\\;&|*";
    for (auto const* frame : {"printf %s @",
                              "printf %s 'x@'",
                              "printf %s \"x@\"",
                              "printf %s \"$(printf %s @)\"",
                              "printf %s \"$(printf %s \"x@\")\"",
                              "printf %s \"`printf %s @`\"",
                              "printf %s `printf %s @ | tr ' ' '~'` | tr '~' ' '"}) {
        std::string const text = frame;
        auto const at = text.find('@');
        QuoteTracker tracker;
        tracker.advance(text.substr(0, at));
        auto const command = text.substr(0, at) + tracker.quote(nasty) + text.substr(at + 1);
        auto const result = process::run_command({{"bash", "-c", command}, "", {}, {}});
        EXPECT_THAT(result.output, ::testing::EndsWith(nasty)) << command;
    }
}

TEST(QuoteStateTest, leaves_plain_paths_readable)
{
    EXPECT_EQ(QuoteTracker{}.quote("/a/b-c_1.fits"), "/a/b-c_1.fits");
}

}  // namespace
}  // namespace atl::drops
