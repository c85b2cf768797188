#include "atoll/graph/component.hpp"

#include <set>
#include <string>

namespace atl::graph {
namespace {

Component component_of_app(std::string_view name)
{
    return find_component(name, DropKind::app).component;
}

TEST(Component, is_found_by_todays_name_by_its_class_alone_and_by_older_names)
{
    EXPECT_EQ(component_of_app("dlg.apps.simple.SleepApp"), Component::sleep_app);
    EXPECT_EQ(component_of_app("SleepApp"), Component::sleep_app);
    EXPECT_EQ(component_of_app("dfms.apps.simple.SleepApp"), Component::sleep_app);
    EXPECT_EQ(component_of_app("test.graphsRepository.SleepApp"), Component::sleep_app);
    EXPECT_EQ(find_component("dlg.drop.InMemoryDROP", DropKind::data).component,
              Component::memory_data);
}

TEST(Component, outside_dlg_is_a_python_class_of_the_users)
{
    auto const found = find_component("my.package.App", DropKind::app);
    EXPECT_EQ(found.component, Component::external_app);
    EXPECT_EQ(found.support, Support::python);
    EXPECT_EQ(find_component("my.package.Data", DropKind::data).component,
              Component::external_data);
}

TEST(Component, may_be_a_plugin_of_a_library)
{
    auto const found = find_component("atoll.plugin:/lib/libx.so:blur", DropKind::app);
    EXPECT_EQ(found.component, Component::plugin_app);
    EXPECT_EQ(found.support, Support::native);
    EXPECT_EQ(find_component("atoll.plugin:libx.so", DropKind::app).support, Support::unknown);
}

TEST(Component, is_unknown_otherwise_and_when_its_kind_is_wrong)
{
    for (auto const* name :
         {"", "Sleep", "dlg.apps.simple.SleepyApp", ".x", "dlg.data.drops.file.FileDROP"}) {
        EXPECT_EQ(find_component(name, DropKind::app).support, Support::unknown) << name;
    }
}

TEST(Component, says_what_it_needs)
{
    EXPECT_EQ(find_component("dlg.apps.pyfunc.PyFuncApp", DropKind::app).support, Support::python);
    EXPECT_EQ(find_component("dlg.apps.dockerapp.DockerApp", DropKind::app).support,
              Support::container);
    EXPECT_EQ(find_component("dlg.apps.mpi.MPIApp", DropKind::app).support, Support::mpi);
    EXPECT_EQ(find_component("dlg.data.drops.s3_drop.S3DROP", DropKind::data).support,
              Support::service);
}

TEST(Component, names_are_distinct)
{
    std::set<std::string_view> names;
    for (auto const& name : component_names()) {
        EXPECT_TRUE(names.insert(name.dropclass).second) << name.dropclass;
    }
}

TEST(Component, is_told_in_words)
{
    EXPECT_EQ(to_string(Component::memory_data), "memory");
    EXPECT_EQ(to_string(Component::shell_app), "shell command");
    EXPECT_EQ(to_string(Component::external_app), "external app");
}

}  // namespace
}  // namespace atl::graph
