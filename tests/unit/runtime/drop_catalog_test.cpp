#include "runtime/drop_catalog.hpp"

#include <gtest/gtest.h>

#include "atoll/graph/read_graph.hpp"
#include "atoll/translate/graph_recipe.hpp"

namespace atl::runtime {
namespace {

std::string const drawing = R"({"nodeDataArray":[
  {"id":"s","name":"S","category":"Scatter","isGroup":true,
   "fields":[{"name":"num_of_copies","value":12,"type":"Integer"}]},
  {"id":"d","name":"d","category":"Memory","categoryType":"Data","parentId":"s","fields":[]}],
  "linkDataArray":[]})";

TEST(DropCatalog, of_arrays_knows_every_drop)
{
    auto read = graph::read_physical_graph(
        R"([{"oid":"x","categoryType":"Data"},{"oid":"long","categoryType":"Data"}])", "test");
    auto const catalog = make_catalog(std::move(read.graph), {RankId{1}, RankId{2}});
    EXPECT_EQ(catalog->size(), 2U);
    EXPECT_EQ(catalog->oid(DropId{0}), "x");
    EXPECT_EQ(catalog->rank_of(DropId{1}), RankId{2});
    EXPECT_EQ(catalog->longest_oid(), 4U);
}

TEST(DropCatalog, of_templates_knows_every_drop)
{
    Diagnostics diagnostics;
    auto const graph = std::make_shared<translate::TemplateGraph const>(
        translate::follow_recipe({drawing, "test", {}, {}}, diagnostics).value());
    auto const catalog =
        make_catalog(graph, translate::cut_outermost(*graph, {{RankId{1}, RankId{2}}}));
    EXPECT_EQ(catalog->size(), 12U);
    EXPECT_EQ(catalog->oid(DropId{11}), "1_d_0-11");
    EXPECT_EQ(catalog->rank_of(DropId{5}), RankId{1});
    EXPECT_EQ(catalog->rank_of(DropId{6}), RankId{2});
    EXPECT_EQ(catalog->longest_oid(), 8U);
    EXPECT_EQ(catalog->template_of(DropId{3}), TemplateId{0});
}

}  // namespace
}  // namespace atl::runtime
