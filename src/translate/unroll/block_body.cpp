#include "translate/unroll/block_body.hpp"

#include <fmt/format.h>

#include "translate/unroll/json_text.hpp"

namespace atl::translate {

std::string block_body(graph::LogicalGraph const& graph, Block const& block)
{
    auto body = block.group_data
                    ? fmt::format(R"("name":"grpdata","categoryType":"Data",)"
                                  R"("dropclass":"dlg.data.drops.memory.InMemoryDROP",)"
                                  R"("weight":{:.0f},"reprodata":{{}})",
                                  block.weight)
                    : graph.nodes[block.node].body;
    if (block.section != graph::LogicalNode::none) {
        std::string id;
        append_json_text(graph.nodes[block.section].id, id);
        body += fmt::format(
            R"(,"exclusive_force":"{}","exclusive_force_indexes":{})", id, block.section_axes + 1);
    }
    return body;
}

}  // namespace atl::translate
