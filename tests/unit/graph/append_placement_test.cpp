#include "graph/append_placement.hpp"

namespace atl::graph {
namespace {

TEST(AppendPlacement, numbers_without_names_are_written_as_parts)
{
    WrittenPlacement const placement{
        .node = {3}, .island = {}, .node_names = {}, .island_names = {}};
    std::string json;
    append_placement(placement, 0, json);
    EXPECT_EQ(json, R"(,"node":"#3","island":"#0")");
}

TEST(AppendPlacement, names_are_escaped)
{
    WrittenPlacement const placement{
        .node = {1}, .island = {0}, .node_names = {"a", "b\"c"}, .island_names = {"m"}};
    std::string json;
    append_placement(placement, 0, json);
    EXPECT_EQ(json, R"(,"node":"b\"c","island":"m")");
}

}  // namespace
}  // namespace atl::graph
