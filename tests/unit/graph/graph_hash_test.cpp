#include "graph/graph_hash.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

std::uint64_t hash_of_graph(std::string_view json)
{
    return read(json).graph.hash();
}

TEST(GraphHash, does_not_depend_on_layout_key_order_or_order_of_drops)
{
    auto const expected =
        hash_of_graph(R"([{"oid":"x","categoryType":"Data","a":1,"consumers":["y"]},)"
                      R"({"oid":"y","categoryType":"Application","dropclass":"SleepApp"}])");
    EXPECT_EQ(
        hash_of_graph(R"([ {"categoryType": "Application", "oid": "y", "dropclass": "SleepApp",
                         "inputs": ["x"]},
                        {"a": 1, "categoryType": "Data", "oid": "x"}, {} ])"),
        expected);
}

TEST(GraphHash, depends_on_arguments_identities_and_relations)
{
    auto const graph = [](std::string_view oid, int argument, std::string_view more) {
        return hash_of_graph("[" + data(oid, fmt::format(R"(,"a":{})", argument)) + "," +
                             app("y", std::string{more}) + "]");
    };
    auto const expected = graph("x", 1, "");
    EXPECT_EQ(graph("x", 1, ""), expected);
    EXPECT_NE(graph("z", 1, ""), expected);
    EXPECT_NE(graph("x", 2, ""), expected);
    EXPECT_NE(graph("x", 1, R"(,"inputs":["x"])"), expected);
    EXPECT_NE(graph("x", 1, R"(,"inputs":[{"x":"p"}])"), graph("x", 1, R"(,"inputs":["x"])"));
}

}  // namespace
}  // namespace atl::graph
