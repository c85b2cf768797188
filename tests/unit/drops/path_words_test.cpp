#include "drops/shell/path_words.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/process/run_command.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

/// \p frame with \p path for each '@'.
std::string with_path(std::string_view frame, std::string_view path)
{
    PathWords paths;
    QuoteTracker quotes;
    std::string command;
    for (char const c : frame) {
        auto const piece = c == '@' ? paths.insert(quotes, path) : std::string{c};
        quotes.advance(piece);
        command += piece;
    }
    return paths.assignments() + command;
}

std::string bash_output(std::string const& command)
{
    return process::run_command({{"bash", "-c", command}, "", {}, {}}).output;
}

TEST(PathWordsTest, leaves_plain_paths_and_blanks_readable)
{
    EXPECT_EQ(with_path("cat @", "/a/b-c_1.fits"), "cat /a/b-c_1.fits");
    EXPECT_EQ(with_path("cat @", "/a b"), "cat '/a b'");
    EXPECT_EQ(with_path("cat \"@\"", "/a b"), "cat \"/a b\"");
}

TEST(PathWordsTest, a_path_is_one_word_wherever_it_stands)
{
    std::string const nasty = "a  b'\"$HOME`id`\\;&|*\nx";
    for (auto const* frame : {"printf %s @",
                              "printf %s 'x@'",
                              "printf %s \"x@\"",
                              "printf %s $'x@'",
                              "printf %s \"$(printf %s @)\"",
                              "printf %s \"$(printf %s \"x@\")\"",
                              "printf %s \"`printf %s @`\"",
                              "printf %s \"`printf %s 'x@'`\"",
                              "printf %s \"${none:-x@}\"",
                              "printf %s ${none:-@}",
                              "# don't\nprintf %s @",
                              "printf %s it\\'s@",
                              "a=@; printf %s \"$a\""}) {
        EXPECT_THAT(bash_output(with_path(frame, nasty)), ::testing::EndsWith(nasty)) << frame;
    }
    EXPECT_EQ(bash_output(with_path("cat <<END\nit's @\nEND\n", nasty)), "it's " + nasty + "\n");
}

TEST(PathWordsTest, a_here_document_in_which_nothing_is_replaced_takes_harmless_paths_only)
{
    EXPECT_EQ(bash_output(with_path("cat <<'END'\n@\nEND\n", "/a b")), "/a b\n");
    EXPECT_THROW(static_cast<void>(with_path("cat <<'END'\n@\nEND\n", "/a$b")), Error);
}

TEST(PathWordsTest, the_text_of_a_path_never_runs_whatever_stands_around_it)
{
    test::TempFolder const folder;
    auto const planted = folder.path() / "planted";
    auto const touch = "touch " + planted.string();
    auto const path = "g`" + touch + "`$(" + touch + ")';" + touch + ";\";" + touch + ";\n" +
                      touch + "\n}" + touch + ")\nE\n" + touch + "\n#";
    std::vector<std::string> const pieces{
        "'",    "\"",      "`",   "$(",    ")", "${x:-", "}",       "\\", "# it's", "\n",
        "$'",   "<<E ",    "E\n", "echo ", ";", "a",     "$((1<<2", "@",  " @ ",    "case a in a) ",
        "esac", "<<'E'\n", "((",  "&&"};
    std::mt19937 random{60};  // NOLINT(cert-msc51-cpp): the same commands each time
    for (int round = 0; round < 40; ++round) {
        std::string frame;
        for (int i = 0; i < 8; ++i) {
            frame += pieces[random() % pieces.size()];
        }
        try {
            static_cast<void>(bash_output(with_path(frame + "@", path)));
        } catch (Error const&) {  // a here-document, or a command that bash does not take
        }
        ASSERT_FALSE(std::filesystem::exists(planted)) << frame;
    }
}

}  // namespace
}  // namespace atl::drops
