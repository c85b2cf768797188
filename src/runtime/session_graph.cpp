#include "atoll/runtime/session_graph.hpp"

#include "atoll/graph/read_graph.hpp"
#include "atoll/translate/summarize.hpp"

namespace atl::runtime {

void check_runnable(SessionGraph& graph)
{
    if (graph.templates) {
        graph::check_runnable(graph.templates->representatives(),
                              translate::drops_by_template(*graph.templates),
                              graph.diagnostics);
    } else {
        graph::check_runnable(graph.drops, graph.diagnostics);
    }
}

}  // namespace atl::runtime
