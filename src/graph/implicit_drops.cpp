#include "graph/implicit_drops.hpp"

#include "atoll/graph/read_graph.hpp"

namespace atl::graph {
namespace {

constexpr std::string_view event_body =
    R"({"name":"event","categoryType":"Data","category":"Data",)"
    R"("dropclass":"dlg.data.drops.data_base.NullDROP","weight":0})";

constexpr std::string_view data_link_body =
    R"({"name":"data link","categoryType":"Application","category":"DALiuGEApp",)"
    R"("dropclass":"atoll.DataLink","weight":0})";

}  // namespace

DropId ImplicitDrops::between(GraphBuilder& builder, DropKind kind_of_ends, DropId from, DropId to)
{
    bool const is_event = kind_of_ends == DropKind::app;
    auto& made = is_event ? event_ : data_link_;
    if (!made) {
        Diagnostics nothing_wrong;
        made = builder.add_template(is_event ? event_body : data_link_body, nothing_wrong, Place{});
    }
    auto const key = (static_cast<std::uint64_t>(from.value) << 32U) | to.value;
    if (auto const known = drops_.find(key); known != drops_.end()) {
        return known->second;
    }
    auto const drop = builder.add_drop(
        *made, builder.oid(from) + "-" + builder.oid(to) + (is_event ? "-event" : "-link"));
    drops_.emplace(key, drop);
    return drop;
}

bool is_implicit(PhysicalGraph const& graph, DropId drop) noexcept
{
    auto const body = graph.body(graph.template_of(drop));
    return body == event_body || body == data_link_body;
}

bool is_event(std::string_view body) noexcept
{
    return body == event_body;
}

}  // namespace atl::graph
