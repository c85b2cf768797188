#include "app/graph_needs.hpp"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/graph/drop_spec.hpp"

namespace atl::app {
namespace {

using graph::Component;
using graph::Support;

constexpr std::string_view python = "Python";

/// The first of \p keys that has a value, else \p fallback.
[[nodiscard]] std::string first_of(graph::DropSpec const& spec,
                                   std::initializer_list<char const*> keys,
                                   std::string const& fallback)
{
    for (auto const* const key : keys) {
        if (auto const& value = spec.get(key); !value.empty()) {
            return value.text();
        }
    }
    return fallback;
}

/// Kind and name of what \p about needs; an empty kind: nothing.
[[nodiscard]] std::pair<std::string, std::string> need_of(graph::DropTemplate const& about,
                                                          graph::DropSpec const& spec)
{
    auto const& dropclass = spec.dropclass();
    if (about.component == Component::plugin_app) {
        return {"plug-in", dropclass.substr(dropclass.find(':') + 1)};
    }
    if (about.component == Component::dynlib_app ||
        about.component == Component::dynlib_stream_app) {
        return {"library", first_of(spec, {"lib", "libpath", "library"}, "(named by a port)")};
    }
    switch (about.support) {
        case Support::native:
        case Support::incomplete:  // the summary says it
            return {};
        case Support::unknown:
            return {"unknown", dropclass};
        case Support::python:
            return {std::string{python}, first_of(spec, {"func_name", "function_name"}, dropclass)};
        case Support::container:
            return {"image", first_of(spec, {"image"}, "(not named)")};
        case Support::mpi:
            return {"MPI program", first_of(spec, {"command"}, dropclass)};
        case Support::service:
            return {"service", dropclass};
    }
    return {};
}

}  // namespace

GraphNeeds needs_of(graph::PhysicalGraph const& graph, std::span<std::uint32_t const> drops)
{
    GraphNeeds needs;
    for (std::uint32_t i = 0; i < drops.size(); ++i) {
        auto const& about = graph.templates()[i];
        if (drops[i] == 0 || about.component == Component::null_data) {
            continue;  // event drops have no text
        }
        auto need = need_of(about, graph::DropSpec::parse(graph.body(TemplateId{i})));
        if (need.first == python) {
            if (auto const dot = need.second.find('.'); dot != std::string::npos) {
                needs[{"module", need.second.substr(0, dot)}] += drops[i];
            }
        }
        if (!need.first.empty()) {
            needs[std::move(need)] += drops[i];
        }
    }
    return needs;
}

std::string render(GraphNeeds const& needs)
{
    std::string text;
    for (auto const& [need, drops] : needs) {
        text += fmt::format("{:>10}  {:<12} {}\n", drops, need.first, need.second);
    }
    return text.empty() ? text : fmt::format("\n{:>10}  {}\n", "drops", "need") + text;
}

}  // namespace atl::app
