#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

TEST(Factories, all_apps_that_the_component_table_calls_native_can_be_made)
{
    auto const registry = make_registry();
    for (auto const& name : graph::component_names()) {
        if (name.kind == DropKind::app && name.support == graph::Support::native) {
            EXPECT_TRUE(registry.contains(name.component)) << name.dropclass;
        }
    }
}

}  // namespace
}  // namespace atl::drops
