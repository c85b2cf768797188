#include "atoll/drops/check_templates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphText;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// What check_templates() says of a graph.
std::string check(GraphText const& graph, Surroundings surroundings = Surroundings::of_session)
{
    auto read = graph::read_physical_graph(graph.json(), "g.json");
    check_templates(read.graph, surroundings, read.diagnostics);
    return read.diagnostics.render();
}

/// A shell app with \p fields, which writes file 'f'.
GraphText shell(std::string const& fields)
{
    return GraphText{}
        .app("sh", test::bash, {}, {{"f", ""}}, fields)
        .data("f", test::file, R"("filepath":"f.txt")");
}

GraphText file(std::string const& filepath)
{
    return GraphText{}.data("f", test::file, R"("filepath":")" + filepath + "\"");
}

TEST(CheckTemplates, has_nothing_to_say_of_a_graph_that_runs)
{
    EXPECT_EQ(check(shell(R"("command":"true","max_runtime":5)")), "");
}

TEST(CheckTemplates, refuses_time_limits_that_a_rank_refuses)
{
    EXPECT_THAT(check(shell(R"("command":"true","max_runtime":"5 min")")),
                AllOf(HasSubstr("error: drop 'sh': max_runtime is '5 min'"),
                      HasSubstr("a positive number of seconds")));
    EXPECT_THAT(check(shell(R"("command":"true","max_runtime":-5)")),
                HasSubstr("max_runtime is '-5'"));
}

TEST(CheckTemplates, refuses_nul_characters_in_commands)
{
    EXPECT_THAT(check(shell(R"("command":"echo \u0000")")),
                HasSubstr("the command holds a NUL character"));
}

TEST(CheckTemplates, refuses_types_and_shapes_that_hdf5_does_not_have)
{
    auto const hdf5 = [](std::string const& fields) {
        return check(
            GraphText{}.data("h", "atoll.data.Hdf5Dataset", R"("filepath":"a.h5",)" + fields));
    };
    EXPECT_EQ(hdf5(R"("dtype":"float32","shape":[4,4],"chunks":[2,2])"), "");
    EXPECT_THAT(hdf5(R"("dtype":"float33")"), HasSubstr("unknown dtype 'float33'"));
    EXPECT_THAT(hdf5(R"("shape":"a,b")"), HasSubstr("cannot read 'a,b' as lengths of axes"));
    EXPECT_THAT(hdf5(R"("shape":[4,4],"chunks":[2])"), HasSubstr("chunks of 1 axes"));
}

TEST(CheckTemplates, refuses_unset_variables_where_the_session_sees_the_same)
{
    EXPECT_THAT(check(file("$ATOLL_NOPE/f")),
                HasSubstr("error: drop 'f': variable 'ATOLL_NOPE' in path '$ATOLL_NOPE/f' is not "
                          "set"));
}

TEST(CheckTemplates, warns_of_unset_variables_where_the_session_may_see_others)
{
    EXPECT_THAT(check(file("$ATOLL_NOPE/f"), Surroundings::other),
                HasSubstr("warning: drop 'f': variable 'ATOLL_NOPE' in path '$ATOLL_NOPE/f' is not "
                          "set here"));
}

TEST(CheckTemplates, tells_what_is_wrong_beside_what_was_told_before)
{
    EXPECT_THAT(check(shell(R"("command":"true","n_tries":0,"max_runtime":"5 min")")),
                AllOf(HasSubstr("n_tries is '0'"), HasSubstr("max_runtime is '5 min'")));
}

TEST(CheckTemplates, says_nothing_twice)
{
    auto const text = check(shell(R"("command":"")"));
    EXPECT_THAT(text, HasSubstr("the shell command is empty"));
    EXPECT_THAT(text, Not(HasSubstr("has no command")));
}

}  // namespace
}  // namespace atl::drops
