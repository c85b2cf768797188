#include "translate/unroll/block_body.hpp"

#include <fmt/format.h>

namespace atl::translate {

std::string block_body(graph::LogicalGraph const& graph, Block const& block)
{
    if (!block.group_data) {
        return graph.nodes[block.node].body;
    }
    return fmt::format(R"("name":"grpdata","categoryType":"Data",)"
                       R"("dropclass":"dlg.data.drops.memory.InMemoryDROP",)"
                       R"("weight":{:.0f},"reprodata":{{}})",
                       block.weight);
}

}  // namespace atl::translate
