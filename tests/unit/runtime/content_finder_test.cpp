#include "runtime/content_finder.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

TEST(ContentFinder, looks_where_the_drops_of_the_session_are)
{
    test::TempFolder const temp;
    session::SessionFolder const folder{temp.path()};
    std::filesystem::create_directories(folder.data());
    auto const graph =
        graph::read_physical_graph(test::GraphText{}
                                       .data("x", "file.FileDROP", R"("filepath":"x.txt")")
                                       .data("y", "file.FileDROP", R"("filepath":"y.txt")")
                                       .json(),
                                   "test")
            .graph;
    std::ofstream{folder.data() / "x.txt"} << "x";
    ContentFinder finder{graph, folder, {}};
    EXPECT_TRUE(finder.outlived(DropId{0}));
    EXPECT_FALSE(finder.outlived(DropId{1}));
    EXPECT_GT(finder.written_ns(DropId{0}), 0);
    EXPECT_EQ(finder.written_ns(DropId{1}), 0);
}

}  // namespace
}  // namespace atl::runtime
