#include "drops/shell/shell_app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::bash;
using test::GraphSession;
using test::GraphText;
using test::port;

std::string text_field(std::string const& value)
{
    return R"("fields":[{"name":"pydata","value":")" + value + R"(","type":"String"}])";
}

/// What \p command writes to `{out}`, run by one app with input `in` (memory, at port x).
std::string output_of(std::string const& command, std::string const& encoding)
{
    GraphSession session{GraphText{}
                             .data("in", test::memory, text_field("a b"))
                             .app("sh",
                                  bash,
                                  {{"in", "x"}},
                                  {{"res", "out"}},
                                  R"("command":")" + command + R"(","applicationArgs":{)" +
                                      port("x", "InputPort", encoding) + "," +
                                      port("out", "OutputPort", "path") + "}")
                             .data("res", test::file, R"("filepath":"res.txt")")
                             .json()};
    session.run();
    return session.reason("sh") + session.file("res.txt");
}

TEST(ShellAppTest, reads_inputs_by_the_encoding_of_their_port)
{
    EXPECT_EQ(output_of("echo {x} > {out}", "utf-8"), "a b\n");
    EXPECT_EQ(output_of("cat {x} > {out}", "path"), "a b");
    EXPECT_EQ(output_of("echo {x} > {out}", "dataurl"), "mem://localhost/in\n");
}

TEST(ShellAppTest, tells_processes_who_they_are)
{
    EXPECT_EQ(output_of("echo $DLG_UID $DLG_SESSION_ID > {out}", "path"), "sh test-session\n");
}

TEST(ShellAppTest, may_write_an_outputs_final_path_by_name)
{
    GraphSession session{GraphText{}
                             .app("sh", bash, {}, {{"o", ""}}, R"("command":"echo hi > res/o.txt")")
                             .data("o", test::file, R"("filepath":"res/o.txt")")
                             .json()};
    session.run();
    EXPECT_EQ(session.reason("sh") + session.file("res/o.txt"), "hi\n");
}

TEST(ShellAppTest, never_runs_the_name_of_a_file)
{
    GraphSession session{GraphText{}
                             .data("g", test::file, R"("filepath":"g`touch pwned`")")
                             .app("sh",
                                  bash,
                                  {{"g", "i"}},
                                  {{"f", "o"}},
                                  R"("command":"# don't\ncat {i} > {o}","applicationArgs":{)" +
                                      port("i", "InputPort", "path") + "," +
                                      port("o", "OutputPort", "path") + "}")
                             .data("f", test::file, R"("filepath":"f")")
                             .json()};
    session.run();
    EXPECT_EQ(session.reason("sh") + session.file("f"), "");
    EXPECT_EQ(session.file("pwned"), "(absent)");
}

TEST(ShellAppTest, says_what_an_input_is_not)
{
    EXPECT_THAT(
        output_of("echo {x} > {out}", "pickle"),
        ::testing::StartsWith("drop 'sh': input 'in' at port 'x' cannot be read as pickle"));
}

TEST(ShellAppTest, runs_in_the_sessions_data_folder)
{
    GraphSession session{GraphText{}
                             .app("sh", bash, {}, {{"f", ""}}, R"("command":"touch here.txt")")
                             .data("f", test::file, R"("filepath":"here.txt")")
                             .json()};
    session.run();
    EXPECT_EQ(session.file("here.txt"), "");
    EXPECT_EQ(session.state("f"), DropState::completed);
}

TEST(ShellAppTest, a_failure_names_the_exit_code_and_the_last_error_line)
{
    GraphSession session{
        GraphText{}
            .app("sh", bash, {}, {{"f", ""}}, R"("command":"echo no disk >&2; exit 3")")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    EXPECT_EQ(session.reason("sh"), "drop 'sh': exit code 3; last error line: 'no disk'");
    EXPECT_EQ(session.state("f"), DropState::error);
    EXPECT_EQ(session.file("f.txt"), "(absent)");
}

TEST(ShellAppTest, is_tried_again_and_leaves_nothing_of_the_failed_try)
{
    GraphSession session{
        GraphText{}
            .app(
                "sh",
                bash,
                {},
                {{"f", "out"}},
                R"("n_tries":2,"command":"echo try >> {out}; test -e mark || { touch mark; exit 1; }",)"
                R"("applicationArgs":{)" +
                    port("out", "OutputPort", "path") + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    EXPECT_EQ(session.file("f.txt"), "try\n");
}

TEST(ShellAppTest, ends_a_command_that_takes_too_long)
{
    GraphSession session{
        GraphText{}
            .app("sh", bash, {}, {{"f", ""}}, R"("command":"sleep 60","time_limit":0.05)")
            .data("f", "data_base.NullDROP")
            .json()};
    session.run();
    EXPECT_THAT(session.reason("sh"), ::testing::HasSubstr("time limit"));
}

TEST(ShellAppTest, fills_in_the_placeholders_of_old_graphs)
{
    GraphSession session{
        GraphText{}
            .data("in", test::memory, text_field("old"))
            .app("sh", bash, {{"in", ""}}, {{"f", ""}}, R"("command":"cat %i0 %i[in] > %o0")")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    EXPECT_EQ(session.file("f.txt"), "oldold");
}

TEST(ShellAppTest, joins_standard_streams_of_streaming_commands_to_drops)
{
    GraphSession session{GraphText{}
                             .app("a",
                                  "bash_shell_app.StreamingOutputBashApp",
                                  {},
                                  {{"m", ""}},
                                  R"("command":"echo hi")")
                             .data("m", test::memory)
                             .app("b",
                                  "bash_shell_app.StreamingInputOutputBashApp",
                                  {{"m", ""}},
                                  {{"f", ""}},
                                  R"("command":"tr a-z A-Z")")
                             .data("f", test::file, R"("filepath":"f.txt")")
                             .json()};
    session.run();
    EXPECT_EQ(session.file("f.txt"), "HI\n");
}

TEST(ShellAppTest, is_refused_before_anything_runs_when_it_has_no_command)
{
    auto const json = GraphText{}.app("sh", bash, {}, {{"m", ""}}).data("m", test::memory).json();
    EXPECT_THROW(GraphSession{json}, std::runtime_error);
}

}  // namespace
}  // namespace atl::drops
