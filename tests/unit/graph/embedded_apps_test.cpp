#include "graph/logical/embedded_apps.hpp"

#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

Document extracted(Diagnostics& diagnostics, std::string const& json)
{
    Document document{Json::parse(json), "g", &diagnostics};
    for (auto& node : document.nodes()) {
        collect_attributes(node);
    }
    extract_embedded_apps(document);
    return document;
}

std::string const gather = R"({"nodeDataArray":[
  {"id":"G","category":"Gather","isGroup":true,"name":"join","inputApplicationType":"PyFuncApp",
   "inputAppFields":[{"name":"a","value":1}],"outputAppFields":[],"fields":[{"name":"b","value":2}]},
  {"id":"d","category":"Memory","fields":[]}],
  "linkDataArray":[{"from":"d","to":"G"},{"from":"G","to":"d"}]})";

TEST(EmbeddedApps, the_app_of_a_gather_takes_its_id_and_stands_inside)
{
    Diagnostics diagnostics;
    auto document = extracted(diagnostics, gather);
    ASSERT_EQ(document.nodes().size(), 3U);
    EXPECT_EQ(document.nodes()[0]["id"], "G#Gather");
    EXPECT_EQ(document.nodes()[2]["id"], "G");
    EXPECT_EQ(document.nodes()[2]["parentId"], "G#Gather");
    EXPECT_EQ(document.nodes()[2]["fields"].size(), 2U);
}

TEST(EmbeddedApps, links_to_a_gather_mean_the_construct_and_links_from_it_the_app)
{
    Diagnostics diagnostics;
    auto document = extracted(diagnostics, gather);
    EXPECT_EQ(document.links()[0]["to"], "G#Gather");
    EXPECT_EQ(document.links()[1]["from"], "G");
}

TEST(EmbeddedApps, members_of_a_scatter_follow_its_new_id)
{
    Diagnostics diagnostics;
    auto document = extracted(diagnostics, R"({"nodeDataArray":[
      {"id":"d","category":"Memory","parentId":"S","fields":[]},
      {"id":"S","category":"Scatter","isGroup":true,"inputApplicationType":"DALiuGEApp",
       "inputAppFields":[],"outputAppFields":[],"fields":[]}],"linkDataArray":[]})");
    EXPECT_EQ(document.nodes()[0]["parentId"], "S#Scatter");
    EXPECT_FALSE(document.nodes()[2].contains("parentId"));
}

}  // namespace
}  // namespace atl::graph::logical
