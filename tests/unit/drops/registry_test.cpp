#include "drops/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

TEST(RegistryTest, runs_every_component_that_the_graph_library_calls_native)
{
    auto const registry = make_registry();
    EXPECT_TRUE(registry.contains(graph::Component::shell_app));
    EXPECT_TRUE(registry.contains(graph::Component::process_app));
    EXPECT_TRUE(registry.contains(graph::Component::null_barrier_app));
}

TEST(RegistryTest, names_the_class_that_cannot_run)
{
    auto const spec = graph::DropSpec::parse(R"({"dropclass":"dlg.apps.dockerapp.DockerApp"})");
    RankServices const services;
    try {
        static_cast<void>(make_registry().make({spec, graph::Component::docker_app, services}));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), ::testing::HasSubstr("'dlg.apps.dockerapp.DockerApp'"));
    }
}

}  // namespace
}  // namespace atl::drops
