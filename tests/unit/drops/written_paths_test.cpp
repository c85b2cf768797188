#include "drops/written_paths.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/drops/check_templates.hpp"
#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphText;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string check_paths(GraphText const& graph, std::vector<std::uint64_t> const& drops = {})
{
    auto read = graph::read_physical_graph(graph.json(), "g.json");
    check_templates(read.graph, drops, Surroundings::other, read.diagnostics);
    return read.diagnostics.render();
}

/// Two apps that write the drops 'x_0' and 'y_0' with these paths.
GraphText two_writers(std::string const& first, std::string const& second)
{
    return GraphText{}
        .app("a_0", test::bash, {}, {{"x_0", ""}}, R"("command":"a")")
        .data("x_0", test::file, R"("filepath":")" + first + "\"")
        .app("b_0", test::bash, {}, {{"y_0", ""}}, R"("command":"b")")
        .data("y_0", test::file, R"("filepath":")" + second + "\"");
}

TEST(WrittenPaths, refuses_two_drops_that_are_written_to_one_file)
{
    EXPECT_THAT(check_paths(two_writers("out/f", "./out//f")),
                AllOf(HasSubstr("error: drop 'y_0'"), HasSubstr("as drop 'x_0' is")));
}

TEST(WrittenPaths, refuses_them_whatever_they_are_called)
{
    EXPECT_THAT(check_paths(GraphText{}
                                .app("a", test::bash, {}, {{"my_x", ""}}, R"("command":"a")")
                                .data("my_x", test::file, R"("filepath":"f")")
                                .app("b", test::bash, {}, {{"my_y", ""}}, R"("command":"b")")
                                .data("my_y", test::file, R"("filepath":"f")")),
                AllOf(HasSubstr("error: drop 'my_y': it is written to 'data/f'"),
                      HasSubstr("as drop 'my_x' is")));
}

TEST(WrittenPaths, refuses_a_dataset_in_a_file_that_another_drop_is)
{
    auto const dataset = [](std::string const& name) {
        return R"("filepath":"t.h5","dataset":")" + name + "\"";
    };
    auto const graph = GraphText{}
                           .app("a_0", test::bash, {}, {{"x_0", ""}}, R"("command":"a")")
                           .data("x_0", "atoll.data.Hdf5Dataset", dataset("a"))
                           .app("b_0", test::bash, {}, {{"y_0", ""}}, R"("command":"b")")
                           .data("y_0", "atoll.data.Hdf5Dataset", dataset("b"));
    EXPECT_EQ(check_paths(graph), "");
    auto with_file = graph;
    with_file.app("c_0", test::bash, {}, {{"z_0", ""}}, R"("command":"c")")
        .data("z_0", test::file, R"("filepath":"t.h5")");
    EXPECT_THAT(check_paths(with_file),
                HasSubstr("it is a dataset in 'data/t.h5', which drop 'z_0' writes"));
}

TEST(WrittenPaths, takes_no_file_for_a_dataset_because_of_its_name)
{
    EXPECT_EQ(check_paths(two_writers("t.h5#a", "t.h5")), "");
}

TEST(WrittenPaths, has_nothing_against_paths_that_differ)
{
    EXPECT_EQ(check_paths(two_writers("f", "g")), "");
    EXPECT_EQ(check_paths(two_writers("{uid}", "{uid}")), "");
    EXPECT_EQ(check_paths(two_writers("", "")), "");
}

TEST(WrittenPaths, has_nothing_against_a_file_that_is_only_read_twice)
{
    EXPECT_EQ(check_paths(
                  GraphText{}
                      .data("x_0", test::file, R"("filepath":"f")")
                      .data("y_0", test::file, R"("filepath":"f")")
                      .app("b_0", test::bash, {{"x_0", ""}, {"y_0", ""}}, {}, R"("command":"b")")),
              "");
}

TEST(WrittenPaths, warns_where_one_is_written_after_the_other)
{
    EXPECT_THAT(
        check_paths(GraphText{}
                        .app("a_0", test::bash, {}, {{"x_0", ""}}, R"("command":"a")")
                        .data("x_0", test::file, R"("filepath":"f")")
                        .app("b_0", test::bash, {{"x_0", ""}}, {{"y_0", ""}}, R"("command":"b")")
                        .data("y_0", test::file, R"("filepath":"f","more":1)")),
        HasSubstr("warning: drop 'y_0'"));
}

TEST(WrittenPaths, warns_of_drops_of_one_node_that_share_a_path)
{
    auto const graph = GraphText{}
                           .app("a_0", test::bash, {}, {{"x_0", ""}}, R"("command":"a")")
                           .app("a_1", test::bash, {}, {{"x_1", ""}}, R"("command":"a")")
                           .data("x_0", test::file, R"("filepath":"f")")
                           .data("x_1", test::file, R"("filepath":"f")");
    EXPECT_THAT(check_paths(graph),
                AllOf(HasSubstr("warning: drop 'x_1'"), HasSubstr("put {uid} into")));
}

TEST(WrittenPaths, warns_of_a_drop_that_stands_for_many)
{
    auto const graph = GraphText{}
                           .app("a_0", test::bash, {}, {{"x_0", ""}}, R"("command":"a")")
                           .data("x_0", test::file, R"("filepath":"f")");
    EXPECT_THAT(check_paths(graph, {100, 100}), HasSubstr("it is one of 100 that are written to"));
}

}  // namespace
}  // namespace atl::drops
