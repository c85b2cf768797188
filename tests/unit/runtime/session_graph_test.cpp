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

/// A physical graph of one shell app with \p fields.
SessionGraph one_app(std::string const& fields)
{
    auto read =
        graph::read_physical_graph(R"([{"oid":"a","categoryType":"Application","command":"true",)"
                                   R"("dropclass":"dlg.apps.bash_shell_app.BashShellApp",)" +
                                       fields + "}]",
                                   "g");
    SessionGraph graph;
    graph.drops = std::move(read.graph);
    return graph;
}

TEST(SessionGraph, warns_of_apps_that_ask_for_more_cpus_than_a_rank_has)
{
    auto graph = one_app(R"("num_cpus":8)");
    check_cpus(graph, 8);
    EXPECT_EQ(graph.diagnostics.render(), "");
    check_cpus(graph, 7);
    EXPECT_FALSE(graph.diagnostics.has_errors());
    EXPECT_THAT(graph.diagnostics.render(),
                ::testing::HasSubstr("drop 'a': num_cpus is 8, a rank of this session has 7"));
}

TEST(SessionGraph, tells_what_ranks_would_refuse)
{
    auto graph = one_app(R"("max_runtime":"5 min")");
    check_templates(graph, drops::Surroundings::other);
    EXPECT_THAT(graph.diagnostics.render(), ::testing::HasSubstr("max_runtime is '5 min'"));
}

}  // namespace
}  // namespace atl::runtime
