#include "drops/shell/process_app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphSession;
using test::GraphText;
using test::port;

TEST(ProcessAppTest, values_stay_one_argument_whatever_they_hold)
{
    GraphSession session{
        GraphText{}
            .data("in",
                  test::memory,
                  R"("fields":[{"name":"pydata","value":"a; b $HOME 'c'","type":"String"}])")
            .app("p",
                 "atoll.apps.Process",
                 {{"in", "x"}},
                 {{"f", "out"}},
                 R"("command":"printf","arguments":["[%s]","{x}","n={n}"],"stdout":"out",)"
                 R"("applicationArgs":{)" +
                     port("x", "InputPort", "utf-8") + "," + port("n", "NoPort", "", "1 2") + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    EXPECT_EQ(session.reason("p") + session.file("f.txt"), "[a; b $HOME 'c'][n=1 2]");
}

TEST(ProcessAppTest, reads_a_port_as_standard_input)
{
    GraphSession session{
        GraphText{}
            .data(
                "in", test::memory, R"("fields":[{"name":"pydata","value":"abc","type":"String"}])")
            .app("p",
                 "atoll.apps.ProcessApp",
                 {{"in", "x"}},
                 {{"m", "out"}},
                 R"("command":"tr","arguments":["a-z","A-Z"],"stdin":"x","stdout":"out")")
            .data("m", test::memory)
            .json()};
    session.run();
    EXPECT_EQ(session.reason("p") + session.content("m"), "ABC");
}

TEST(ProcessAppTest, leaves_out_arguments_of_which_a_failed_input_leaves_nothing)
{
    GraphSession session{
        GraphText{}
            .app("bad", test::bash, {}, {{"x", ""}}, R"("command":"false")")
            .data("x", test::memory)
            .data("y", test::memory, R"("fields":[{"name":"pydata","value":"7","type":"Integer"}])")
            .app("p",
                 "atoll.apps.Process",
                 {{"x", "p"}, {"y", "q"}},
                 {{"f", "out"}},
                 R"("input_error_threshold":50,"command":"printf","stdout":"out",)"
                 R"("arguments":["[%s]","{p}","a{p}","b"],"applicationArgs":{)" +
                     port("p", "InputPort", "path") + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    EXPECT_EQ(session.reason("p") + session.file("f.txt"), "[a][b]");
}

TEST(ProcessAppTest, takes_arguments_as_json_writes_them)
{
    test::GraphSession session{
        test::GraphText{}
            .app("p",
                 "atoll.apps.Process",
                 {},
                 {{"o", "out"}},
                 R"("command":"printf","arguments":["[%s]","a",true,null,2],"stdout":"out")")
            .data("o", test::memory)
            .json()};
    session.run();
    EXPECT_EQ(session.reason("p") + session.content("o"), "[a][True][None][2]");
}

TEST(ProcessAppTest, fails_when_a_stream_names_no_port)
{
    test::GraphSession session{
        test::GraphText{}
            .app("p", "atoll.apps.Process", {}, {}, R"("command":"cat","stdin":"nothing")")
            .json()};
    session.run();
    EXPECT_EQ(session.reason("p"),
              "drop 'p': stdin names port 'nothing', which no input is linked to");
}

TEST(ProcessAppTest, refuses_arguments_that_are_no_list)
{
    auto const json =
        GraphText{}
            .app("p", "atoll.apps.Process", {}, {}, R"("command":"x","arguments":"3")")
            .json();
    EXPECT_THROW(GraphSession{json}, std::runtime_error);
}

}  // namespace
}  // namespace atl::drops
