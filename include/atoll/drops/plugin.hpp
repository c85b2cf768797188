#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>

#include "atoll/drops/app_drop.hpp"
#include "atoll/graph/drop_spec.hpp"

/// How a shared library brings apps of its own: include this, write classes that implement AppDrop,
/// and name them once in the library with ATOLL_PLUGIN. Graphs ask for them by the dropclass
/// `atoll.plugin:LIBRARY:NAME`. docs/tutorials/write-a-component.md shows it step by step.
namespace atl::drops {

/// Grows with every change of the classes that plug-ins see; a plug-in must be built with the
/// headers of the Atoll that loads it.
inline constexpr std::uint32_t plugin_abi = 2;

/// One app that a plug-in brings.
struct PluginApp {
    char const* name;  ///< NAME of `atoll.plugin:LIBRARY:NAME`.
    /// Builds the behaviour of a template's drops: once, before anything runs. May throw Error (or
    /// any std::exception): the graph is refused with its text.
    std::unique_ptr<AppDrop const> (*make)(graph::DropSpec const& spec);
};

/// What a plug-in exports as the function atoll_plugin_table().
struct PluginTable {
    std::uint32_t abi;
    std::uint32_t count;
    PluginApp const* apps;  ///< [count]
};

/// A PluginApp::make for an app whose constructor takes the graph's description of it.
template <typename App>
[[nodiscard]] std::unique_ptr<AppDrop const> make_plugin_app(graph::DropSpec const& spec)
{
    return std::make_unique<App const>(spec);
}

}  // namespace atl::drops

/// Exports the apps of a plug-in: ATOLL_PLUGIN({"Name", &atl::drops::make_plugin_app<Class>}, ...).
/// Once in a library, outside of all namespaces.
#define ATOLL_PLUGIN(...)                                                                 \
    extern "C" __attribute__((visibility("default"))) ::atl::drops::PluginTable const*    \
    atoll_plugin_table()                                                                  \
    {                                                                                     \
        static ::atl::drops::PluginApp const apps[] = {__VA_ARGS__};                      \
        static ::atl::drops::PluginTable const table{                                     \
            ::atl::drops::plugin_abi, static_cast<std::uint32_t>(std::size(apps)), apps}; \
        return &table;                                                                    \
    }                                                                                     \
    static_assert(true)
