#include "app/load_graph.hpp"

namespace atl::app {

graph::ReadResult load_graph(std::filesystem::path const& file, session::SessionFile const&)
{
    return graph::read_physical_graph_file(file);
}

}  // namespace atl::app
