#include "atoll/graph/write_graph.hpp"

#include <sstream>

#include "atoll/core/error.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::string written(PhysicalGraph const& graph, WrittenPlacement const* placement = nullptr)
{
    std::ostringstream out;
    write_physical_graph(graph, placement, out);
    return out.str();
}

PhysicalGraph written_sample()
{
    return read("[" + data("k_0-1", R"(,"consumers":[{"y":"out"}],"node":"host","island":"i")") +
                "," + app("y", R"(,"inputs":[{"k_0-1":"in"}],"outputs":["z"])") + "," +
                data("z", R"(,"streamingConsumers":["w"])") + "," + app("w") + R"(,{"rmode":1}])")
        .graph;
}

TEST(WriteGraph, writes_what_reads_as_the_same_graph)
{
    auto const graph = written_sample();
    auto const copy = read(written(graph));
    EXPECT_EQ(copy.diagnostics.render(), "");
    EXPECT_EQ(copy.graph.hash(), graph.hash());
    EXPECT_EQ(copy.graph.reprodata(), R"({"rmode":1})");
    EXPECT_EQ(copy.graph.places()[copy.graph.node(DropId{0})], "host");
}

TEST(WriteGraph, gives_each_side_its_own_port_names)
{
    auto const text = written(written_sample());
    EXPECT_THAT(text, HasSubstr(R"("iid":"0-1","rank":[0,1],"consumers":[{"y":"out"}],)"));
    EXPECT_THAT(text, HasSubstr(R"("ports":[{"name":"out","oid":"y","direction":"output"}])"));
    EXPECT_THAT(text, HasSubstr(R"("inputs":[{"k_0-1":"in"}],"outputs":["z"])"));
    EXPECT_THAT(text, HasSubstr(R"("streamingConsumers":["w"])"));
    EXPECT_THAT(text, HasSubstr(R"("streamingInputs":["z"])"));
}

TEST(WriteGraph, writes_a_new_placement)
{
    WrittenPlacement const placement{{3, 0, 1, 1}, {1, 0, 0, 0}};
    EXPECT_THAT(written(written_sample(), &placement), HasSubstr(R"("node":"#3","island":"#1"})"));
}

TEST(WriteGraph, says_when_the_stream_fails)
{
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    EXPECT_THROW(write_physical_graph(written_sample(), nullptr, out), Error);
}

}  // namespace
}  // namespace atl::graph
