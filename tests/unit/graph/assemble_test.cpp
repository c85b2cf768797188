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

TEST(Assemble, a_parent_that_is_no_group_is_an_error)
{
    Diagnostics diagnostics;
    static_cast<void>(assembled(R"({"nodeDataArray":[
      {"id":"a","category":"Memory","isGroup":false,"fields":[]},
      {"id":"b","category":"Memory","isGroup":false,"parentId":"a","fields":[]}],
      "linkDataArray":[]})",
                                diagnostics));
    EXPECT_THAT(diagnostics.render(), HasSubstr("its group 'a' is not a group"));
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Assemble, a_parent_that_does_not_exist_is_an_error)
{
    Diagnostics diagnostics;
    static_cast<void>(assembled(R"({"nodeDataArray":[
      {"id":"b","category":"Memory","isGroup":false,"parentId":"x","fields":[]}],
      "linkDataArray":[]})",
                                diagnostics));
    EXPECT_THAT(diagnostics.render(), HasSubstr("its group 'x' does not exist"));
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Assemble, a_link_from_a_node_to_itself_is_an_error_that_names_node_and_link)
{
    Diagnostics diagnostics;
    static_cast<void>(assembled(R"({"nodeDataArray":[
      {"id":"a","name":"calc","category":"DALiuGEApp","isGroup":false,"fields":[]}],
      "linkDataArray":[{"from":"a","to":"a","loop_aware":"0"}]})",
                                diagnostics));
    EXPECT_THAT(diagnostics.render(),
                HasSubstr("node 'calc' (id 'a'): link /linkDataArray/0 joins it to itself"));
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Assemble, a_missing_port_is_told_with_its_node_and_link_on_either_side)
{
    Diagnostics diagnostics;
    auto const graph = assembled(R"({"nodeDataArray":[
      {"id":"a","name":"calc","category":"DALiuGEApp","isGroup":false,"fields":[]},
      {"id":"d","name":"store","category":"Memory","isGroup":false,"fields":[]}],
      "linkDataArray":[{"from":"a","fromPort":"p1","to":"d","toPort":"p2","loop_aware":"0"}]})",
                                 diagnostics);
    EXPECT_EQ(graph.links.size(), 1U);
    EXPECT_THAT(diagnostics.render(),
                HasSubstr("node 'calc' (id 'a'): link /linkDataArray/0 names its port 'p1'"));
    EXPECT_THAT(diagnostics.render(),
                HasSubstr("node 'store' (id 'd'): link /linkDataArray/0 names its port 'p2'"));
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

TEST(Assemble, groups_that_hold_each_other_are_told_once_with_the_way_round)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[
          {"id":"d","name":"D","category":"Memory","isGroup":false,"parentId":"b","fields":[]},
          {"id":"a","name":"A","category":"SubGraph","isGroup":true,"parentId":"b","fields":[]},
          {"id":"b","name":"B","category":"SubGraph","isGroup":true,"parentId":"a","fields":[]}],
          "linkDataArray":[]})"),
                      "g",
                      &diagnostics};
    static_cast<void>(assemble(document, {}));
    EXPECT_EQ(diagnostics.problems().size(), 1U);
    EXPECT_THAT(
        diagnostics.render(),
        ::testing::HasSubstr("node 'A' (id 'a'): it is inside itself: it is in 'B', which is "
                             "in 'A'"));
}

}  // namespace
}  // namespace atl::graph::logical
