#include "atoll/core/error.hpp"
#include "atoll/graph/part.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

Part some_part()
{
    auto const graph = read("[" + data("k_0", R"(,"consumers":[{"k_1":"in"}])") + "," + app("k_1") +
                            "," + data("k_2", R"(,"producers":["k_1"])") + "]")
                           .graph;
    return std::move(split_graph(graph, {RankId{0}, RankId{1}, RankId{0}}, 2)[0]);
}

TEST(PartBytes, come_back_as_the_same_part)
{
    auto const part = some_part();
    auto const copy = read_part(write_part(part));
    EXPECT_EQ(copy.owned, part.owned);
    EXPECT_EQ(copy.global, part.global);
    EXPECT_EQ(copy.remotes, part.remotes);
    EXPECT_EQ(copy.inputs, part.inputs);
    EXPECT_EQ(copy.outputs, part.outputs);
    EXPECT_EQ(copy.heads, part.heads);
    EXPECT_EQ(copy.oid(2), part.oid(2));
    EXPECT_EQ(copy.body(0), part.body(0));
    EXPECT_EQ(copy.port_pairs[0].data_port, part.port_pairs[0].data_port);
    EXPECT_EQ(write_part(copy), write_part(part));
}

TEST(PartBytes, of_an_empty_part_come_back_too)
{
    auto const parts = split_graph(read("[]").graph, {}, 1);
    EXPECT_EQ(read_part(write_part(parts[0])).size(), 0U);
}

TEST(PartBytes, are_refused_when_cut_short)
{
    auto const bytes = write_part(some_part());
    for (std::size_t size = 0; size < bytes.size(); size += 8) {
        EXPECT_THROW(static_cast<void>(read_part(std::span{bytes}.first(size))), Error) << size;
    }
}

TEST(PartBytes, are_refused_when_they_are_something_else)
{
    std::vector<std::byte> const zeros(4096);
    EXPECT_THROW(static_cast<void>(read_part(zeros)), Error);
}

}  // namespace
}  // namespace atl::graph
