#include "graph/logical/upgrade_v4.hpp"

namespace atl::graph::logical {
namespace {

TEST(UpgradeV4, embedded_apps_become_fields_of_their_construct)
{
    Diagnostics diagnostics;
    Document document{Json::parse(R"({"nodes":{
        "s":{"category":"Scatter","name":"S","inputApplicationId":"e","fields":{}},
        "e":{"category":"DALiuGEApp","embedId":"s","fields":{"o":{"name":"out"}}},
        "d":{"category":"Memory","fields":{}}},
        "edges":{"1":{"srcNodeId":"e","srcPortId":"o","destNodeId":"d","loopAware":true}}})"),
                      "g",
                      &diagnostics};
    upgrade_v4(document);
    ASSERT_EQ(document.nodes().size(), 2U);
    EXPECT_EQ(document.nodes()[0]["inputApplicationType"], "DALiuGEApp");
    EXPECT_EQ(document.nodes()[0]["inputAppFields"][0]["id"], "o");
    EXPECT_EQ(document.links()[0]["from"], "s");
    EXPECT_EQ(document.links()[0]["loop_aware"], "1");
}

TEST(UpgradeV4, other_schemas_are_left_alone)
{
    Diagnostics diagnostics;
    auto const json = Json::parse(R"({"nodeDataArray":[{"id":"a"}]})");
    Document document{json, "g", &diagnostics};
    upgrade_v4(document);
    EXPECT_EQ(document.json, json);
}

}  // namespace
}  // namespace atl::graph::logical
