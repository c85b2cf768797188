#include "app/load_graph.hpp"

#include <filesystem>
#include <fstream>

namespace atl::app {
namespace {

std::filesystem::path written(std::string const& name, std::string const& json)
{
    auto path = std::filesystem::path{::testing::TempDir()} / name;
    std::ofstream{path} << json;
    return path;
}

std::string const logical = R"({"nodeDataArray":[
  {"id":"s","name":"S","category":"Scatter","isGroup":true,
   "fields":[{"name":"num_of_copies","value":2,"type":"Integer"}]},
  {"id":"d","name":"d","category":"Memory","categoryType":"Data","parentId":"s","fields":[]}],
  "linkDataArray":[]})";

TEST(LoadGraph, unrolls_a_logical_graph)
{
    auto const loaded = load_graph(graph::GraphFile{written("load_test.graph", logical)});
    EXPECT_FALSE(loaded.diagnostics.has_errors()) << loaded.diagnostics.render();
    EXPECT_EQ(loaded.graph.size(), 2U);
    EXPECT_EQ(loaded.graph.graph_name(), "load_test");
}

TEST(LoadGraph, changes_travel_with_the_session)
{
    auto const path = written("load_test.graph", logical);
    graph::LogicalGraphOptions options;
    options.settings = {{"S.num_of_copies", "7"}};
    session::SessionFile session;
    remember_options(options, session);
    EXPECT_EQ(load_graph(path, session).graph.size(), 7U);
}

}  // namespace
}  // namespace atl::app
