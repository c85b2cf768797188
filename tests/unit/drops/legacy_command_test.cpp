#include "drops/shell/legacy_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

/// What `echo`, told by \p members to be an old command, prints into file drop `out` (its %o0).
std::string echoed(std::string const& members)
{
    test::GraphSession session{test::GraphText{}
                                   .data("f0", test::file, R"("filepath":"/f 0")")
                                   .data("m0", test::memory)
                                   .data("f1", test::file, R"("filepath":"/f1")")
                                   .app("sh",
                                        test::bash,
                                        {{"f0", ""}, {"m0", ""}, {"f1", ""}},
                                        {{"out", ""}},
                                        R"("output_redirection":"%o0",)" + members)
                                   .data("out", test::file, R"("filepath":"out.txt")")
                                   .json()};
    session.run();
    auto text = session.reason("sh") + session.file("out.txt");
    return text.substr(0, text.find('\n'));
}

std::string argument(std::string const& name, std::string const& value, bool positional = false)
{
    return "\"" + name + R"(":{"value":")" + value + R"(","positional":)" +
           (positional ? "true" : "false") + "}";
}

TEST(LegacyCommandTest, counts_only_drops_with_a_path)
{
    EXPECT_EQ(echoed(R"("command":"echo %i0 %i1 %i[f1]")"), "/f 0 /f1 /f1");
}

TEST(LegacyCommandTest, numbers_of_two_digits_are_not_mistaken_for_one)
{
    EXPECT_EQ(echoed(R"("command":"echo %i10")"), "%i10");
}

TEST(LegacyCommandTest, counts_drops_without_a_path_by_their_url)
{
    EXPECT_EQ(echoed(R"("command":"echo %iDataURL0 %iDataURL[m0]")"),
              "mem://localhost/m0 mem://localhost/m0");
}

TEST(LegacyCommandTest, appends_positional_arguments_then_keywords)
{
    EXPECT_EQ(echoed(R"("command":"echo","applicationArgs":{)" + argument("size", "3") + "," +
                     argument("n", "4") + "," + argument("first", "%i1", true) + "," +
                     argument("none", "") + "}"),
              "/f1 --size 3 -n 4");
}

TEST(LegacyCommandTest, does_not_append_an_output_port_that_asks_for_no_path)
{
    test::GraphSession session{test::GraphText{}
                                   .app("sh",
                                        test::bash,
                                        {},
                                        {{"out", "image"}},
                                        R"("command":"touch %o0","applicationArgs":{)" +
                                            test::port("image", "OutputPort", "pickle") + "}")
                                   .data("out", test::file, R"("filepath":"out.txt")")
                                   .json()};
    session.run();
    EXPECT_EQ(session.reason("sh"), "");
    EXPECT_EQ(session.file("out.txt"), "");
}

TEST(LegacyCommandTest, uses_the_graphs_prefix_and_separator)
{
    EXPECT_EQ(echoed(R"("command":"echo","argumentPrefix":"+","paramValueSeparator":"=",)"
                     R"("applicationArgs":{)" +
                     argument("size", "3") + "}"),
              "+size=3");
}

TEST(LegacyCommandTest, takes_the_whole_argument_line_when_no_argument_has_a_value)
{
    EXPECT_EQ(echoed(R"("command":"echo","command_line_arguments":"-- %i1")"), "-- /f1");
}

TEST(LegacyCommandTest, pipes_what_input_redirection_names)
{
    EXPECT_EQ(echoed(R"("command":"tr a-z A-Z","input_redirection":"%i[m0]")"), "");
}

TEST(LegacyCommandTest, tells_tokens_from_other_uses_of_the_per_cent_sign)
{
    EXPECT_TRUE(has_legacy_tokens("dd if=%i0"));
    EXPECT_TRUE(has_legacy_tokens("x %oDataURL[a]"));
    EXPECT_FALSE(has_legacy_tokens("date +%o printf %i %iDataURL 100%"));
}

}  // namespace
}  // namespace atl::drops
