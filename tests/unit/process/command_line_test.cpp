#include "atoll/process/command_line.hpp"

#include <array>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/process/run_command.hpp"

namespace atl::process {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

using Words = std::vector<std::string>;

TEST(SplitPlainCommand, splits_at_blanks)
{
    EXPECT_THAT(split_plain_command("  cp -r\ta=1 ./b,c  "),
                Optional(ElementsAre("cp", "-r", "a=1", "./b,c")));
}

TEST(SplitPlainCommand, removes_quotes_as_posix_says)
{
    EXPECT_THAT(split_plain_command(R"(p 'a "b' "c \" \\ \n d"e'f' '' g\ h \')"),
                Optional(ElementsAre("p", "a \"b", "c \" \\ \\n def", "", "g h", "'")));
}

class NeedsShell : public ::testing::TestWithParam<char const*> {};

TEST_P(NeedsShell, is_left_to_bash)
{
    EXPECT_EQ(split_plain_command(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(SplitPlainCommand,
                         NeedsShell,
                         ::testing::Values("",
                                           "  ",
                                           "cat a > b",
                                           "cat a | wc",
                                           "a; b",
                                           "a & b",
                                           "a && b",
                                           "a\nb",
                                           "echo $HOME",
                                           "echo \"$HOME\"",
                                           "echo `x`",
                                           "echo \"`x`\"",
                                           "ls *.c",
                                           "ls a?",
                                           "ls [ab]",
                                           "ls ~",
                                           "cp a{1,2}",
                                           "A=1 env",
                                           "cd /tmp",
                                           "'cd' /tmp",
                                           "if",
                                           "! true",
                                           "time ls",
                                           "(ls)",
                                           "ls # comment",
                                           "echo -e 'a'",
                                           "true --help",
                                           "%1",
                                           "''",
                                           "echo 'open",
                                           "echo \"open",
                                           "echo end\\",
                                           "echo a\\\nb",
                                           "echo \"a\\\nb\"",
                                           "ls a\rb",
                                           "ls 'a\x01'",
                                           "ls caf\xc3\xa9"));

TEST(SplitPlainCommand, leaves_every_builtin_and_reserved_word_of_this_bash_to_it)
{
    CommandRequest request;
    request.argv = {"/bin/bash", "-c", "compgen -b; compgen -k"};
    std::istringstream names{run_command(request).output};
    for (std::string name; names >> name;) {
        if (name != "true" && name != "false" && name != "echo") {
            EXPECT_EQ(split_plain_command(name + " x"), std::nullopt) << name;
        }
    }
}

/// A text of pieces in which shells are interested.
[[nodiscard]] std::string random_text(std::mt19937& random)
{
    static constexpr auto pieces = std::to_array<std::string_view>(
        {"a",  "b1", "-x", "=",  "/",  ".", " ", " ",        "\t",   "'",    "'",
         "\"", "\"", "\\", "\\", "\n", "$", "`", "*",        "?",    "~",    "{",
         "}",  ",",  "!",  "#",  "%",  "^", "@", "+",        ":",    "[",    "]",
         "(",  ")",  "<",  ">",  "|",  "&", ";", "\xc3\xa9", "\xff", "\xa0", "\x7f"});
    std::string text;
    for (auto count = random() % 9; count > 0; --count) {
        text += pieces[random() % pieces.size()];
    }
    return text;
}

/// What bash makes of each of \p commands: the words behind "x", each ended by NUL, as text.
[[nodiscard]] std::vector<std::string> words_by_bash(std::vector<std::string> const& commands)
{
    CommandRequest request;
    request.argv = {"/bin/bash"};
    for (auto const& command : commands) {
        request.input += "printf '%s\\0' " + command + "\nprintf '\\001'\n";
    }
    request.output_limit = Bytes{1U << 30};
    std::istringstream output{run_command(request).output};
    std::vector<std::string> result;
    for (std::string words; std::getline(output, words, '\001');) {
        result.push_back(words);
    }
    return result;
}

[[nodiscard]] std::string with_nul(Words const& words)
{
    std::string text;
    for (auto const& word : words) {
        text += word + '\0';
    }
    return text;
}

TEST(SplitPlainCommand, agrees_with_bash_on_every_random_text_that_it_splits)
{
    std::mt19937 random{20260};
    std::vector<std::string> commands;
    std::vector<std::string> ours;
    for (int i = 0; i < 100'000; ++i) {
        auto const text = "x " + random_text(random);
        if (auto const words = split_plain_command(text)) {
            commands.push_back(text);
            ours.push_back(with_nul(*words));
        }
    }
    ASSERT_GT(commands.size(), 5'000U);
    auto const theirs = words_by_bash(commands);
    ASSERT_EQ(theirs.size(), ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        ASSERT_EQ(theirs[i], ours[i]) << commands[i];
    }
}

TEST(ShellQuote, leaves_plain_words_alone)
{
    EXPECT_EQ(shell_quote("a/b-1.fits"), "a/b-1.fits");
    EXPECT_EQ(shell_quote(""), "''");
    EXPECT_EQ(shell_quote("it's"), "'it'\\''s'");
    EXPECT_EQ(shell_quote("A=1"), "'A=1'");
}

TEST(ShellQuote, comes_back_from_bash_as_one_word_whatever_it_holds)
{
    std::mt19937 random{7};
    std::vector<std::string> commands;
    std::vector<std::string> texts;
    for (int i = 0; i < 5'000; ++i) {
        texts.push_back(random_text(random));
        commands.push_back(shell_quote(texts.back()));
    }
    auto const theirs = words_by_bash(commands);
    ASSERT_EQ(theirs.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        ASSERT_EQ(theirs[i], with_nul({texts[i]})) << commands[i];
    }
}

TEST(CommandArgv, uses_bash_when_the_program_is_not_in_path)
{
    ShellEnvironment const environment{"/bin", {}};
    EXPECT_THAT(command_argv("ls -l", environment), ElementsAre("ls", "-l"));
    EXPECT_THAT(command_argv("no-such -l", environment),
                ElementsAre("/bin/bash", "-c", "no-such -l"));
}

TEST(CommandArgv, uses_bash_for_exported_functions)
{
    std::array<char const*, 3> const raw{"PATH=/bin", "BASH_FUNC_ls%%=() { :; }", nullptr};
    EXPECT_THAT(command_argv("ls -l", shell_environment(raw.data())),
                ElementsAre("/bin/bash", "-c", "ls -l"));
}

}  // namespace
}  // namespace atl::process
