#include "app/load_graph.hpp"

#include <filesystem>
#include <fstream>

namespace atl::app {
namespace {

std::filesystem::path written_graph(std::string const& name, std::string const& json)
{
    auto path = std::filesystem::path{::testing::TempDir()} / name;
    std::ofstream{path} << json;
    return path;
}

std::string const scatter_drawing = R"({"nodeDataArray":[
  {"id":"s","name":"S","category":"Scatter","isGroup":true,
   "fields":[{"name":"num_of_copies","value":2,"type":"Integer"}]},
  {"id":"d","name":"d","category":"Memory","categoryType":"Data","parentId":"s","fields":[]}],
  "linkDataArray":[]})";

TEST(LoadGraph, unrolls_a_logical_graph)
{
    auto const loaded =
        load_graph(graph::GraphFile{written_graph("load_test.graph", scatter_drawing)});
    EXPECT_FALSE(loaded.diagnostics.has_errors()) << loaded.diagnostics.render();
    EXPECT_EQ(loaded.graph.size(), 2U);
    EXPECT_EQ(loaded.graph.graph_name(), "load_test");
}

TEST(LoadGraph, changes_travel_with_the_session)
{
    auto const path = written_graph("load_test.graph", scatter_drawing);
    graph::LogicalGraphOptions options;
    options.settings = {{"S.num_of_copies", "7"}};
    session::SessionFile session;
    remember_options(options, session);
    EXPECT_EQ(load_session_graph(path, session).drops.size(), 7U);
}

TEST(LoadGraph, templates_are_kept_where_they_are_asked_for)
{
    auto const path = written_graph("load_test.graph", scatter_drawing);
    session::SessionFile session;
    EXPECT_FALSE(load_session_graph(path, session).templates);
    session.partition_algorithm = "template";
    ASSERT_TRUE(load_session_graph(path, session).templates);
    EXPECT_EQ(load_session_graph(path, session).templates->size(), 2U);
}

TEST(LoadGraph, a_physical_graph_is_cut_drop_by_drop_when_templates_are_asked_for)
{
    session::SessionFile session;
    session.partition_algorithm = "template";
    auto const loaded =
        load_session_graph(written_graph("physical.graph",
                                         R"([{"oid":"x","categoryType":"Data",)"
                                         R"("dropclass":"dlg.data.drops.memory.InMemoryDROP"}])"),
                           session);
    EXPECT_FALSE(loaded.diagnostics.has_errors());
    EXPECT_FALSE(loaded.templates);
    EXPECT_EQ(loaded.drops.size(), 1U);
}

}  // namespace
}  // namespace atl::app
