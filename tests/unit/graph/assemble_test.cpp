#include "graph/logical/assemble.hpp"

namespace atl::graph::logical {
namespace {

using ::testing::HasSubstr;

LogicalGraph assembled(std::string const& json, Diagnostics& diagnostics)
{
    Document document{Json::parse(json), "g", &diagnostics};
    return assemble(document, {});
}

TEST(Assemble, two_nodes_with_one_id_are_an_error)
{
    Diagnostics diagnostics;
    static_cast<void>(assembled(R"({"nodeDataArray":[
      {"id":"a","category":"Memory","isGroup":false,"fields":[]},
      {"id":"a","category":"Memory","isGroup":false,"fields":[]}],"linkDataArray":[]})",
                                diagnostics));
    EXPECT_THAT(diagnostics.render(), HasSubstr("two nodes have the id 'a'"));
}

TEST(Assemble, a_parent_that_is_no_group_is_told_and_ignored)
{
    Diagnostics diagnostics;
    auto const graph = assembled(R"({"nodeDataArray":[
      {"id":"a","category":"Memory","isGroup":false,"fields":[]},
      {"id":"b","category":"Memory","isGroup":false,"parentId":"a","fields":[]}],
      "linkDataArray":[]})",
                                 diagnostics);
    EXPECT_EQ(graph.nodes[1].parent, LogicalNode::none);
    EXPECT_THAT(diagnostics.render(), HasSubstr("its group 'a' is not a group"));
    EXPECT_FALSE(diagnostics.has_errors());
}

TEST(Assemble, links_to_comments_have_no_effect)
{
    Diagnostics diagnostics;
    auto const graph = assembled(R"({"nodeDataArray":[
      {"id":"a","category":"Memory","isGroup":false,"fields":[]},
      {"id":"c","category":"Comment","isGroup":false,"fields":[]}],
      "linkDataArray":[{"from":"c","to":"a","loop_aware":"0"}]})",
                                 diagnostics);
    EXPECT_TRUE(graph.links.empty());
    EXPECT_FALSE(diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::graph::logical
