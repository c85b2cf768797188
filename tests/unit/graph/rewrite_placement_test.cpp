#include <sstream>

#include "atoll/core/error.hpp"
#include "atoll/graph/write_graph.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

std::string rewritten(std::string_view json)
{
    auto const graph = read(json).graph;
    WrittenPlacement placement;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        placement.node.push_back(i + 5);
    }
    std::ostringstream out;
    rewrite_placement(json, graph, placement, out);
    return out.str();
}

TEST(RewritePlacement, replaces_node_and_island_and_nothing_else)
{
    EXPECT_EQ(rewritten(R"([ {"node":"a", "oid":"x", "categoryType":"Data" , "island":"b"}, {} ])"),
              R"([ {"oid":"x", "categoryType":"Data","node":"#5","island":"#0"}, {} ])");
    EXPECT_EQ(rewritten(R"([{"oid":"x","island":"b","categoryType":"Data","node":"a"}])"),
              R"([{"oid":"x","categoryType":"Data","node":"#5","island":"#0"}])");
}

TEST(RewritePlacement, adds_them_where_there_were_none_and_keeps_a_wrapping_name)
{
    EXPECT_EQ(
        rewritten("[\"n\", [\n{\"oid\":\"x\",\"categoryType\":\"Data\"\n},\n"
                  "{\"oid\":\"y\",\"categoryType\":\"Data\"}, {\"rmode\":1}]]\n"),
        "[\"n\", [\n{\"oid\":\"x\",\"categoryType\":\"Data\",\"node\":\"#5\",\"island\":\"#0\"},\n"
        "{\"oid\":\"y\",\"categoryType\":\"Data\",\"node\":\"#6\",\"island\":\"#0\"}, "
        "{\"rmode\":1}]]\n");
}

TEST(RewritePlacement, keeps_a_byte_order_mark)
{
    EXPECT_EQ(rewritten("\xef\xbb\xbf[]"), "\xef\xbb\xbf[]");
}

TEST(RewritePlacement, leaves_comments_alone)
{
    EXPECT_EQ(
        rewritten(
            R"([{"oid":"c","categoryType":"Other","node":"a"},{"oid":"x","categoryType":"Data"}])"),
        R"([{"oid":"c","categoryType":"Other","node":"a"},)"
        R"({"oid":"x","categoryType":"Data","node":"#5","island":"#0"}])");
}

TEST(RewritePlacement, refuses_a_text_that_is_not_a_graph)
{
    std::ostringstream out;
    EXPECT_THROW(rewrite_placement("[{", read("[]").graph, {}, out), Error);
}

}  // namespace
}  // namespace atl::graph
