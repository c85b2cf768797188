#include "atoll/runtime/session_graph.hpp"

#include <vector>

#include <fmt/format.h>

#include "atoll/graph/read_graph.hpp"
#include "atoll/translate/summarize.hpp"

namespace atl::runtime {

void check_runnable(SessionGraph& graph, graph::RunsOn where)
{
    if (graph.templates) {
        graph::check_runnable(graph.templates->representatives(),
                              translate::drops_by_template(*graph.templates),
                              graph.diagnostics,
                              where);
    } else {
        graph::check_runnable(graph.drops, graph.diagnostics, where);
    }
}

void check_templates(SessionGraph& graph, drops::Surroundings surroundings)
{
    if (graph.templates) {
        drops::check_templates(graph.templates->representatives(),
                               translate::drops_by_template(*graph.templates),
                               surroundings,
                               graph.diagnostics);
    } else if (graph.drops.size() > 0) {
        drops::check_templates(graph.drops, surroundings, graph.diagnostics);
    }
}

void check_cpus(SessionGraph& graph, std::uint32_t cpus)
{
    auto const& drops = graph.templates ? graph.templates->representatives() : graph.drops;
    std::vector<bool> told(drops.templates().size());
    for (std::uint32_t i = 0; i < drops.size(); ++i) {
        auto const id = drops.template_of(DropId{i});
        auto const asked = drops.templates()[id.index()].num_cpus;
        if (drops.templates()[id.index()].kind == DropKind::app && asked > cpus &&
            !told[id.index()]) {
            told[id.index()] = true;
            graph.diagnostics.warning(
                fmt::format("drop '{}'", drops.oid(DropId{i})),
                fmt::format("num_cpus is {}, a rank of this session has {}", asked, cpus),
                "it runs, alone, on all of them; change num_cpus, or give the ranks more CPUs");
        }
    }
}

}  // namespace atl::runtime
