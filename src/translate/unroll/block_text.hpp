#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "atoll/graph/logical_graph.hpp"
#include "atoll/translate/unroll.hpp"

#include "translate/unroll/drop_names.hpp"

namespace atl::translate {

/// What stands around the index path of a drop that a list names.
struct AroundPath {
    std::string before;
    std::string after;
};

/// One relation of a block, and what its edges look like in the JSON of the block's drops.
struct EdgeText {
    std::uint32_t relation{0};
    std::uint32_t other{0};  ///< Block at the other end.
    bool leads_out{false};   ///< From the block's drops; else to them.
    bool from_app{false};    ///< The relation's source is an app.
    AroundPath in_list;      ///< In `outputs`, `consumers`, `producers`, `inputs`.
    AroundPath in_ports;     ///< In `ports`; empty when the port has no name.
};

/// The parts of the JSON of a block's drops that are the same for all of them.
struct BlockText {
    AroundPath oid;                ///< Up to the index path, and on to the index list.
    std::string body;              ///< The fields, with a comma before them.
    bool has_loop_context{false};  ///< A drop of a group's construct says none.
    bool has_processes{false};
    bool has_iid{false};
    std::vector<EdgeText> edges;  ///< By relation; of one that leads to itself first the way out.
};

/// Texts of all blocks of \p plan, the plan of \p graph.
[[nodiscard]] std::vector<BlockText> block_texts(graph::LogicalGraph const& graph,
                                                 UnrollPlan const& plan,
                                                 DropNames const& names);

}  // namespace atl::translate
