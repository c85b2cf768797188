#include "graph/relation_table.hpp"

namespace atl::graph {
namespace {

/// Which end of a mention is the list's owner.
struct Ends {
    EdgeDirection direction;

    [[nodiscard]] std::uint32_t owner(Mention const& mention) const
    {
        return direction == EdgeDirection::successors ? mention.from : mention.to;
    }
    [[nodiscard]] std::uint32_t neighbour(Mention const& mention) const
    {
        return direction == EdgeDirection::successors ? mention.to : mention.from;
    }
    [[nodiscard]] bool told_by_owner(Mention const& mention) const
    {
        auto const flag =
            direction == EdgeDirection::successors ? Mention::told_by_from : Mention::told_by_to;
        return (mention.flags & flag) != 0;
    }
};

/// Mentions (by index) of each owner: its own first. The lists lie one after the other.
struct Sorted {
    std::vector<std::uint32_t> offsets;  // [drops + 1]
    std::vector<std::uint32_t> order;    // [mentions]
};

Sorted sort_by_owner(std::vector<Mention> const& mentions, std::uint32_t drops, Ends ends)
{
    Sorted sorted{std::vector<std::uint32_t>(drops + std::size_t{1}),
                  std::vector<std::uint32_t>(mentions.size())};
    for (auto const& mention : mentions) {
        ++sorted.offsets[ends.owner(mention) + std::size_t{1}];
    }
    for (std::uint32_t drop = 0; drop < drops; ++drop) {
        sorted.offsets[drop + std::size_t{1}] += sorted.offsets[drop];
    }
    auto cursor = sorted.offsets;
    bool others = false;
    for (std::uint32_t i = 0; i < mentions.size(); ++i) {
        if (ends.told_by_owner(mentions[i])) {
            sorted.order[cursor[ends.owner(mentions[i])]++] = i;
        } else {
            others = true;
        }
    }
    for (std::uint32_t i = 0; others && i < mentions.size(); ++i) {
        if (!ends.told_by_owner(mentions[i])) {
            sorted.order[cursor[ends.owner(mentions[i])]++] = i;
        }
    }
    return sorted;
}

void merge_into(Edge& edge, Mention const& mention)
{
    edge.from_port = edge.from_port == 0 ? mention.from_port : edge.from_port;
    edge.to_port = edge.to_port == 0 ? mention.to_port : edge.to_port;
    edge.mixed |= edge.streaming != ((mention.flags & Mention::streaming) != 0);
}

}  // namespace

EdgeLists merge_mentions(std::vector<Mention> const& mentions,
                         std::uint32_t drops,
                         EdgeDirection direction)
{
    Ends const ends{direction};
    auto const sorted = sort_by_owner(mentions, drops, ends);
    EdgeLists lists;
    lists.offsets.reserve(drops + std::size_t{1});
    lists.offsets.push_back(0);
    lists.edges.reserve(mentions.size() / 2);
    // Place of the last edge to each neighbour: valid when it lies in the current list.
    std::vector<std::uint32_t> last(drops, 0);
    for (std::uint32_t drop = 0; drop < drops; ++drop) {
        auto const begin = lists.edges.size();
        for (auto i = sorted.offsets[drop]; i < sorted.offsets[drop + std::size_t{1}]; ++i) {
            auto const& mention = mentions[sorted.order[i]];
            auto const neighbour = ends.neighbour(mention);
            auto const place = last[neighbour];
            if (place >= begin && place < lists.edges.size() &&
                lists.edges[place].neighbour == neighbour) {
                merge_into(lists.edges[place], mention);
                continue;
            }
            last[neighbour] = static_cast<std::uint32_t>(lists.edges.size());
            lists.edges.push_back({neighbour,
                                   mention.from_port,
                                   mention.to_port,
                                   (mention.flags & Mention::streaming) != 0,
                                   false});
        }
        lists.offsets.push_back(static_cast<std::uint32_t>(lists.edges.size()));
    }
    return lists;
}

}  // namespace atl::graph
