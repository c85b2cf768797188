#pragma once

#include <cstdint>
#include <vector>

namespace atl::graph {

/// One mention of a relation in a list of either drop.
struct Mention {
    enum Flag : std::uint8_t { told_by_from = 1, told_by_to = 2, streaming = 4 };

    std::uint32_t from;
    std::uint32_t to;
    std::uint16_t from_port;  ///< 0: not named.
    std::uint16_t to_port;
    std::uint8_t flags;
};

/// A relation, all its mentions taken together.
struct Edge {
    std::uint32_t neighbour;
    std::uint16_t from_port;
    std::uint16_t to_port;
    bool streaming;
    bool mixed;  ///< Some mentions stream and some do not.
};

/// Neighbours of every drop in one direction: those of drop i are edges[offsets[i]..offsets[i+1]).
struct EdgeLists {
    std::vector<std::uint32_t> offsets;
    std::vector<Edge> edges;
};

enum class EdgeDirection : std::uint8_t { successors, predecessors };

/// Merges \p mentions into lists without duplicates, for drops 0..\p drops-1.
///
/// A list holds first what the drop itself says, in its order, then what only neighbours say of it,
/// in the order of the mentions. The first name given to a port by either side stays.
/// O(drops + mentions).
[[nodiscard]] EdgeLists merge_mentions(std::vector<Mention> const& mentions,
                                       std::uint32_t drops,
                                       EdgeDirection direction);

}  // namespace atl::graph
