#include "graph/logical/mkn.hpp"

#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

TEST(Mkn, results_of_members_pass_the_output_app)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[
      {"id":"x","name":"X","category":"MKN","isGroup":true,"fields":[{"name":"m","value":2},
       {"name":"k","value":3},{"name":"n","value":1}],"outputAppFields":[]},
      {"id":"c","category":"Memory","parentId":"x","fields":[]},
      {"id":"o","category":"Memory","fields":[]}],
      "linkDataArray":[{"from":"c","to":"x"},{"from":"x","to":"o"},{"from":"x","to":"c"}]})"),
                      "g",
                      &diagnostics};
    for (auto& node : document.nodes()) {
        collect_attributes(node);
    }
    convert_mkn(document);
    EXPECT_EQ(document.links()[0]["to"], "x#Output");
    EXPECT_EQ(document.links()[1]["from"], "x#Output");
    EXPECT_EQ(document.links()[2]["from"], "x");
    EXPECT_EQ(document.nodes()[1]["parentId"], "x#Copies");
}

TEST(Mkn, numbers_below_one_are_an_error)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodeDataArray":[{"id":"x","category":"MKN","fields":[],
      "outputAppFields":[]}],"linkDataArray":[]})"),
                      "g",
                      &diagnostics};
    convert_mkn(document);
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("'k' is ''"));
}

}  // namespace
}  // namespace atl::graph::logical
