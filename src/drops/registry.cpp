#include "drops/registry.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"

#include "drops/apps/factories.hpp"
#include "drops/dynlib/dynlib_app.hpp"
#include "drops/plugin/plugin_app.hpp"
#include "drops/shell/shell_app.hpp"

namespace atl::drops {
namespace {

/// Waits for its inputs, does nothing.
class BarrierApp final : public AppDrop {
  public:
    AppResult run(AppContext& /*context*/) const override { return AppResult::success(); }
};

void register_barriers(Registry& registry)
{
    auto const make = [](AppRecipe const& /*recipe*/) {
        return std::make_unique<BarrierApp const>();
    };
    registry.add(graph::Component::null_barrier_app, make);
    registry.add(graph::Component::event_app, make);
}

}  // namespace

void Registry::add(graph::Component component, AppFactory factory)
{
    ATOLL_EXPECT(!contains(component));
    factories_.emplace(component, std::move(factory));
}

bool Registry::contains(graph::Component component) const
{
    return factories_.contains(component);
}

std::unique_ptr<AppDrop const> Registry::make(AppRecipe const& recipe) const
{
    auto const found = factories_.find(recipe.component);
    if (found == factories_.end()) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("'{}' ({}) cannot run on this installation",
                                recipe.spec.dropclass(),
                                graph::to_string(recipe.component)),
                    "atoll validate lists what a graph needs"};
    }
    return found->second(recipe);
}

Registry make_registry()
{
    Registry registry;
    register_barriers(registry);
    register_built_in_apps(registry);
    register_dynlib_apps(registry);
    register_plugin_apps(registry);
    register_process_apps(registry);
    return registry;
}

}  // namespace atl::drops
