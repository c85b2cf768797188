#include "atoll/translate/graph_recipe.hpp"

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

std::string const drawing = R"({"nodeDataArray":[
  {"id":"s","name":"S","category":"Scatter","isGroup":true,
   "fields":[{"name":"num_of_copies","value":2,"type":"Integer"}]},
  {"id":"d","name":"d","category":"Memory","categoryType":"Data","parentId":"s","fields":[]}],
  "linkDataArray":[]})";

TEST(GraphRecipe, changes_are_made_before_the_graph)
{
    GraphRecipe recipe{drawing, "test.graph", {}, {}};
    recipe.changes.settings = {{"S.num_of_copies", "7"}};
    Diagnostics diagnostics;
    auto const graph = follow_recipe(recipe, diagnostics);
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->size(), 7U);
}

TEST(GraphRecipe, what_is_wrong_with_the_graph_is_said)
{
    GraphRecipe recipe{drawing, "test.graph", {}, {.oid_prefix = "1", .max_drops = 1}};
    Diagnostics diagnostics;
    EXPECT_FALSE(follow_recipe(recipe, diagnostics));
    EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::translate
