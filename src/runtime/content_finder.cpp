#include "runtime/content_finder.hpp"

#include <utility>

namespace atl::runtime {
namespace {

drops::RunnerOptions runner_options(session::SessionFolder const& folder,
                                    ContentFinder::When when,
                                    drops::IoThread& io)
{
    drops::RunnerOptions options;
    options.session_id = folder.id();
    options.session_folder = folder.path();
    options.data_folder = folder.data();
    options.scratch_folder = folder.path() / "scratch";
    options.session_start_ns = when.start_ns;
    options.epoch = when.epoch;
    options.io = &io;
    return options;
}

}  // namespace

ContentFinder::ContentFinder(graph::PhysicalGraph const& graph,
                             session::SessionFolder const& folder,
                             When when)
    : part_(std::move(
          graph::split_graph(graph, graph::Placement(graph.size(), RankId{0}), 1).front())),
      runner_(part_, runner_options(folder, when, io_))
{
}

}  // namespace atl::runtime
