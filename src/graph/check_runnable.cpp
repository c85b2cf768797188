#include <vector>

#include <fmt/format.h>

#include "atoll/graph/drop_spec.hpp"
#include "atoll/graph/read_graph.hpp"

#include "graph/implicit_drops.hpp"

namespace atl::graph {
namespace {

struct Lack {
    std::string_view what;
    std::string_view hint{};
};

/// What keeps \p about, an incomplete drop of class \p dropclass, from running.
Lack what_is_incomplete(DropTemplate const& about, std::string_view dropclass)
{
    if (about.component == Component::shell_app) {
        return {"the command is empty", "give the app a \"command\""};
    }
    if (dropclass == data_link_class) {
        return {"data is linked to data",
                "put an app between them, for instance dlg.apps.simple.CopyApp"};
    }
    return {"no class is named", "give the app a \"dropclass\""};
}

Lack what_is_missing(DropTemplate const& about, std::string_view dropclass)
{
    switch (about.support) {
        case Support::native:
            return {""};
        case Support::python:
            return {"it needs a runner of Python components"};
        case Support::container:
            return {"it needs a container runtime"};
        case Support::mpi:
            return {"it needs a gang of MPI processes"};
        case Support::service:
            return {"it needs a service outside the job"};
        case Support::unknown:
            return {"there is no such component"};
        case Support::incomplete:
            return what_is_incomplete(about, dropclass);
    }
    return {""};
}

bool runs(Support support, RunsOn where)
{
    return support == Support::native ||
           (where == RunsOn::some_installation && support != Support::unknown &&
            support != Support::incomplete);
}

}  // namespace

void check_runnable(PhysicalGraph const& graph, Diagnostics& diagnostics, RunsOn where)
{
    std::vector<std::uint64_t> counts(graph.templates().size());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        ++counts[graph.template_of(DropId{i}).index()];
    }
    check_runnable(graph, counts, diagnostics, where);
}

void check_runnable(PhysicalGraph const& graph,
                    std::span<std::uint64_t const> drops,
                    Diagnostics& diagnostics,
                    RunsOn where)
{
    auto const& templates = graph.templates();
    for (std::uint32_t i = 0; i < templates.size(); ++i) {
        if (drops[i] == 0 || runs(templates[i].support, where)) {
            continue;
        }
        TemplateId const id{i};
        auto const dropclass = DropSpec::parse(graph.body(id)).dropclass();
        auto const name = graph.name(id).empty() ? std::string_view{dropclass} : graph.name(id);
        auto const lack = what_is_missing(templates[i], dropclass);
        diagnostics.error(fmt::format("component '{}'", name),
                          fmt::format("{} {} of class '{}' cannot run{}: {}",
                                      drops[i],
                                      drops[i] == 1 ? "drop" : "drops",
                                      dropclass,
                                      runs(templates[i].support, RunsOn::some_installation)
                                          ? " on this installation"
                                          : "",
                                      lack.what),
                          std::string{lack.hint});
    }
}

}  // namespace atl::graph
