#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Reads an app `y` with \p inputs and data drops a, b, c.
ReadResult with_inputs(std::string_view inputs)
{
    return read(fmt::format("[{},{},{},{}]",
                            data("a"),
                            data("b"),
                            data("c"),
                            app("y", fmt::format(R"(,"inputs":{})", inputs))));
}

TEST(RelationNotes, reads_every_form_of_a_list_mixed_and_repeated)
{
    for (auto const* inputs : {R"(["b","a","c"])",
                               R"([{"b":"p"},{"a":"q"},{"c":"r"}])",
                               R"([{"b":"p","a":"q","c":"r"}])",
                               R"(["b",{"a":"q"},["c"]])",
                               R"([["b","a"],[["c"]],"b",{"a":"again"}])",
                               R"({"b":"p","a":null,"c":7})"}) {
        auto const [graph, diagnostics] = with_inputs(inputs);
        EXPECT_EQ(diagnostics.render(), "") << inputs;
        EXPECT_THAT(before(graph, "y"), ElementsAre("b", "a", "c")) << inputs;
        EXPECT_EQ(graph.edge_count(), 3U) << inputs;
    }
}

TEST(RelationNotes, takes_null_an_empty_list_and_a_single_oid)
{
    EXPECT_EQ(with_inputs("null").graph.edge_count(), 0U);
    EXPECT_EQ(with_inputs("[]").graph.edge_count(), 0U);
    EXPECT_THAT(before(with_inputs(R"("c")").graph, "y"), ElementsAre("c"));
}

TEST(RelationNotes, keeps_the_first_port_name_of_each_side)
{
    auto const [graph, diagnostics] =
        read("[" + data("x", R"(,"consumers":["y",{"y":"mine"}])") + "," +
             app("y", R"(,"inputs":[{"x":"first"},{"x":"second"}])") + "]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(first_ports(graph, "x").app_port, "first");
    EXPECT_EQ(first_ports(graph, "x").data_port, "mine");
}

TEST(RelationNotes, makes_back_references_whichever_side_speaks)
{
    auto const graph = read("[" + app("p", R"(,"outputs":["x"])") + "," + data("x") + "," +
                            app("q") + "," + data("z", R"(,"producers":["q"])") + "]")
                           .graph;
    EXPECT_THAT(before(graph, "x"), ElementsAre("p"));
    EXPECT_THAT(after(graph, "q"), ElementsAre("z"));
}

TEST(RelationNotes, marks_streaming_relations)
{
    auto const [graph, diagnostics] =
        read("[" + data("x", R"(,"streamingConsumers":["y"])") + "," + app("y") + "]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_TRUE(first_ports(graph, "x").streaming);
}

TEST(RelationNotes, refuses_a_relation_that_streams_and_does_not)
{
    auto const result = read("[" + data("x", R"(,"streamingConsumers":["y"],"consumers":["y"])") +
                             "," + app("y") + "]");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("both with and without streaming"));
}

TEST(RelationNotes, warns_of_relations_to_unknown_drops_and_leaves_them_out)
{
    auto const [graph, diagnostics] = with_inputs(R"(["a",{"nowhere":"p"}])");
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(
        problem(diagnostics),
        "g.json: /3/inputs/1 (drop 'y') | relation to the unknown drop 'nowhere' is left out | ");
    EXPECT_EQ(graph.edge_count(), 1U);
}

TEST(RelationNotes, refuses_keys_in_a_list)
{
    EXPECT_TRUE(with_inputs(R"(["a":"p"])").diagnostics.has_errors());
    EXPECT_TRUE(read(R"(["name":[]])").diagnostics.has_errors());
}

TEST(RelationNotes, refuses_entries_that_are_no_relations)
{
    auto const result = with_inputs("[3]");
    EXPECT_THAT(problem(result.diagnostics), HasSubstr("an entry of 'inputs' is not a relation"));
}

}  // namespace
}  // namespace atl::graph
