#include "app/graph_settings.hpp"

#include <filesystem>
#include <fstream>

namespace atl::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

graph::GraphFile written(std::string const& name, std::string const& json)
{
    auto const path = std::filesystem::path{::testing::TempDir()} / name;
    std::ofstream{path} << json;
    return graph::GraphFile{path};
}

TEST(GraphSettings, settings_that_name_a_node_belong_to_the_graph)
{
    auto const file = written("settings_test.graph", R"({"nodeDataArray":[
        {"id":"7","name":"clean","category":"Memory","fields":[]}],"linkDataArray":[]})");
    std::vector<std::string> sets{"launcher=mpirun", "clean.niter=5", "7.x=a.b", "job.y=1"};
    EXPECT_THAT(take_graph_settings(file, sets), ElementsAre("clean.niter=5", "7.x=a.b"));
    EXPECT_THAT(sets, ElementsAre("launcher=mpirun", "job.y=1"));
}

TEST(GraphSettings, a_physical_graph_has_none)
{
    auto const file = written("settings_test.pgt", "[{}]");
    std::vector<std::string> sets{"clean.niter=5"};
    EXPECT_THAT(take_graph_settings(file, sets), IsEmpty());
}

}  // namespace
}  // namespace atl::app
