#include "atoll/graph/physical_graph.hpp"

#include "graph/iid.hpp"

namespace atl::graph {

std::string PhysicalGraph::oid(DropId drop) const
{
    std::string oid{oid_head(drop)};
    return oid.append(oid_tail(drop));
}

std::string_view PhysicalGraph::oid_head(DropId drop) const noexcept
{
    auto const head = head_of(drop);
    return {heads_.data() + head_offsets_[head], head_offsets_[head + 1] - head_offsets_[head]};
}

std::string_view PhysicalGraph::oid_tail(DropId drop) const noexcept
{
    return tails_[drop.index()];
}

std::string_view PhysicalGraph::iid(DropId drop) const noexcept
{
    return index_path(oid_tail(drop));
}

std::span<DropId const> PhysicalGraph::successors(DropId drop) const noexcept
{
    auto const begin = successor_offsets_[drop.index()];
    return {successors_.data() + begin, successor_offsets_[drop.index() + 1] - begin};
}

std::span<DropId const> PhysicalGraph::predecessors(DropId drop) const noexcept
{
    auto const begin = predecessor_offsets_[drop.index()];
    return {predecessors_.data() + begin, predecessor_offsets_[drop.index() + 1] - begin};
}

std::span<std::uint16_t const> PhysicalGraph::successor_ports(DropId drop) const noexcept
{
    auto const begin = successor_offsets_[drop.index()];
    return {successor_ports_.data() + begin, successor_offsets_[drop.index() + 1] - begin};
}

std::span<std::uint16_t const> PhysicalGraph::predecessor_ports(DropId drop) const noexcept
{
    auto const begin = predecessor_offsets_[drop.index()];
    return {predecessor_ports_.data() + begin, predecessor_offsets_[drop.index() + 1] - begin};
}

std::uint16_t PhysicalGraph::node(DropId drop) const noexcept
{
    return site_of_.empty() ? no_place : sites_[site_of_[drop.index()]].node;
}

std::uint16_t PhysicalGraph::island(DropId drop) const noexcept
{
    return site_of_.empty() ? no_place : sites_[site_of_[drop.index()]].island;
}

}  // namespace atl::graph
