#include "drops/shell/named_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

/// What `echo TEXT` prints when the app's arguments are \p arguments.
std::string echoed(std::string const& text, std::string const& arguments)
{
    test::GraphSession session{
        test::GraphText{}
            .data("n", test::memory, R"("fields":[{"name":"pydata","value":"7","type":"Integer"}])")
            .app(
                "sh",
                test::bash,
                {{"n", "count"}},
                {{"f", ""}},
                R"("command":"echo )" + text + R"( > f.txt","applicationArgs":{)" + arguments + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    return session.reason("sh") + session.file("f.txt");
}

TEST(NamedValuesTest, a_port_shows_the_pickled_value_as_python_would)
{
    EXPECT_EQ(echoed("{count}", test::port("count", "InputPort", "pickle", "1")), "7\n");
}

TEST(NamedValuesTest, a_port_without_encoding_leaves_the_argument_its_value)
{
    EXPECT_EQ(echoed("{count}", test::port("count", "InputPort", "", "1")), "1\n");
}

TEST(NamedValuesTest, lists_and_objects_are_shown_as_python_would)
{
    EXPECT_EQ(echoed("\\\"{a}\\\"", R"("a":{"value":[1,true,{"b":null}]})"),
              "[1, True, {'b': None}]\n");
}

/// What `echo {v}` prints of a memory drop that holds `abc` and is read by \p encoding.
std::string echoed_content(std::string const& encoding)
{
    test::GraphSession session{
        test::GraphText{}
            .data(
                "m", test::memory, R"("fields":[{"name":"pydata","value":"abc","type":"String"}])")
            .app("sh",
                 test::bash,
                 {{"m", "v"}},
                 {{"f", ""}},
                 R"("command":"echo {v} > f.txt","applicationArgs":{)" +
                     test::port("v", "InputPort", encoding) + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    return session.reason("sh") + session.file("f.txt");
}

TEST(NamedValuesTest, bytes_are_shown_as_the_text_they_hold)
{
    EXPECT_EQ(echoed_content("raw"), "abc\n");
    EXPECT_EQ(echoed_content("binary"), "abc\n");
}

TEST(NamedValuesTest, arguments_without_value_keep_their_placeholder)
{
    EXPECT_EQ(echoed("{a}{b}", R"("a":{"value":false},"b":{"value":null})"), "{a}{b}\n");
    EXPECT_EQ(echoed("[{a}]", R"("a":{"value":"","precious":true})"), "[]\n");
    EXPECT_EQ(echoed("{a}", R"("a":{"value":true})"), "True\n");
    EXPECT_EQ(echoed("{a}", R"("a":{"value":0})"), "0\n");
}

/// What `b` prints with the command \p command when the first of its inputs 'x' and 'y' fails.
std::string printed_without_x(std::string const& command, std::string const& x_port)
{
    test::GraphSession session{
        test::GraphText{}
            .app("bad", test::bash, {}, {{"x", ""}}, R"("command":"false")")
            .data("x", test::memory)
            .data("y", test::memory, R"("fields":[{"name":"pydata","value":"7","type":"Integer"}])")
            .app("b",
                 test::bash,
                 {{"x", "p"}, {"y", "q"}},
                 {{"f", ""}},
                 R"("input_error_threshold":50,"command":"echo )" + command +
                     R"( > f.txt","applicationArgs":{)" + x_port + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    return session.reason("b") + session.file("f.txt");
}

TEST(NamedValuesTest, a_failed_input_stands_for_nothing_by_port_and_by_uid)
{
    EXPECT_EQ(printed_without_x("[{p}][{x}]", test::port("p", "InputPort", "path", "")), "[][]\n");
    EXPECT_EQ(printed_without_x("[{p}]", test::port("p", "InputPort", "utf-8", "")), "[]\n");
}

TEST(NamedValuesTest, a_failed_input_gives_the_value_of_its_argument)
{
    EXPECT_EQ(printed_without_x("[{p}]", test::port("p", "InputPort", "path", "none")), "[none]\n");
}

TEST(NamedValuesTest, event_ports_are_no_values)
{
    EXPECT_EQ(echoed("{count}", R"("count":{"value":"3","type":"Event","usage":"InputPort"})"),
              "{count}\n");
}

}  // namespace
}  // namespace atl::drops
