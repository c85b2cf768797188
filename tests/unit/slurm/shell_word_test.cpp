#include "atoll/slurm/shell_word.hpp"

#include <random>

#include "atoll/core/error.hpp"
#include "atoll/process/run_command.hpp"

namespace atl::slurm {
namespace {

std::string bash(std::string const& script, std::vector<process::EnvironmentEdit> environment = {})
{
    process::CommandRequest request;
    request.argv = {"bash"};
    request.input = script;
    request.environment = std::move(environment);
    auto const result = process::run_command(request);
    EXPECT_EQ(result.errors, "");
    EXPECT_EQ(result.exit_code, 0);
    return result.output;
}

// A text of characters that mean something to bash, and of some that do not.
std::string nasty(std::mt19937& random)
{
    constexpr std::string_view alphabet =
        "'\"\\$`!*?[]{}()<>|&;#~=% \t\n\r-_aZ0\x01\x7f\xc3\xa4\xff^,.:@/+";
    std::uniform_int_distribution<std::size_t> length{0, 12};
    std::uniform_int_distribution<std::size_t> letter{0, alphabet.size() - 1};
    std::string text(length(random), ' ');
    for (char& c : text) {
        c = alphabet[letter(random)];
    }
    return text;
}

TEST(ShellWord, leaves_plain_words_as_they_are)
{
    EXPECT_EQ(ShellWord::literal("/a/b-c_1.txt").text(), "/a/b-c_1.txt");
    EXPECT_EQ(ShellWord::number(42).text(), "42");
}

TEST(ShellWord, quotes_what_bash_would_take_for_more)
{
    EXPECT_EQ(ShellWord::literal("a b").text(), "'a b'");
    EXPECT_EQ(ShellWord::literal("it's").text(), "'it'\\''s'");
    EXPECT_EQ(ShellWord::literal("").text(), "''");
    EXPECT_EQ(ShellWord::literal("~").text(), "'~'");
}

TEST(ShellWord, comes_back_from_bash_byte_for_byte)
{
    constexpr std::uint32_t seed = 20261120;
    std::mt19937 random{seed};
    std::string script;
    std::string expected;
    for (int i = 0; i < 2000; ++i) {
        auto const text = nasty(random);
        script += "printf '%s|%s\\0' x " + ShellWord::literal(text).text() + " end\n";
        expected += "x|" + text + '\0' + "end|" + '\0';
    }
    EXPECT_EQ(bash(script), expected);
}

TEST(ShellWord, that_expands_runs_no_command_whatever_it_holds)
{
    constexpr std::uint32_t seed = 4711;
    std::mt19937 random{seed};
    std::string script{"PATH=/nowhere\n"};
    std::size_t words = 0;
    for (int i = 0; i < 2000; ++i, ++words) {
        script += "set -- " + ShellWord::expanding(nasty(random)).text() + "; printf %s $#\n";
    }
    EXPECT_EQ(bash(script), std::string(words, '1'));
}

TEST(ShellWord, expands_variables_and_home_only)
{
    auto const echo = [](std::string_view text) {
        return bash("printf %s " + ShellWord::expanding(text).text(),
                    {{"LOCAL", "a  b*"}, {"HOME", "/h"}, {"UNSET", std::nullopt}});
    };
    EXPECT_EQ(echo("$LOCAL/x"), "a  b*/x");
    EXPECT_EQ(echo("${LOCAL}x"), "a  b*x");
    EXPECT_EQ(echo("~/x"), "/h/x");
    EXPECT_EQ(echo("$UNSET"), "");
    EXPECT_EQ(echo("$(echo no) `echo no` ${LOCAL:-no} $1"), "$(echo no) `echo no` ${LOCAL:-no} $1");
}

TEST(ShellWord, takes_a_number_where_a_variable_is_unset)
{
    auto const script = "printf %s " + ShellWord::variable_or("NUMBER", 4).text();
    EXPECT_EQ(bash(script, {{"NUMBER", std::nullopt}}), "4");
    EXPECT_EQ(bash(script, {{"NUMBER", "3"}}), "3");
}

TEST(ShellWord, refuses_a_zero_byte)
{
    EXPECT_THROW(static_cast<void>(ShellWord::literal(std::string_view{"a\0b", 3})), Error);
    EXPECT_THROW(static_cast<void>(ShellWord::expanding(std::string_view{"\0", 1})), Error);
}

}  // namespace
}  // namespace atl::slurm
