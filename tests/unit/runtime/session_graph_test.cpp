#include "atoll/runtime/session_graph.hpp"

#include <gmock/gmock.h>

#include "atoll/graph/read_graph.hpp"

namespace atl::runtime {
namespace {

TEST(SessionGraph, says_how_many_drops_cannot_run_in_either_form)
{
    std::string const drawing = R"({"nodeDataArray":[
      {"id":"s","name":"S","category":"Scatter","isGroup":true,
       "fields":[{"name":"num_of_copies","value":4,"type":"Integer"}]},
      {"id":"a","name":"a","category":"DALiuGEApp","categoryType":"Application","parentId":"s",
       "fields":[{"name":"dropclass","value":"no.such.App","type":"String"}]}],
      "linkDataArray":[]})";
    SessionGraph graph;
    graph.recipe = {drawing, "test", {}, {}};
    graph.templates = std::make_shared<translate::TemplateGraph>(
        translate::follow_recipe(graph.recipe, graph.diagnostics).value());
    check_runnable(graph);
    EXPECT_THAT(graph.diagnostics.render(), ::testing::HasSubstr("4 drops of class 'no.such.App'"));
}

}  // namespace
}  // namespace atl::runtime
