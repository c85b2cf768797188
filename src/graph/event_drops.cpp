#include "graph/event_drops.hpp"

namespace atl::graph {
namespace {

constexpr std::string_view body = R"({"name":"event","categoryType":"Data","category":"Data",)"
                                  R"("dropclass":"dlg.data.drops.data_base.NullDROP","weight":0})";

}  // namespace

DropId EventDrops::between(GraphBuilder& builder, DropId from, DropId to)
{
    if (!template_) {
        Diagnostics nothing_wrong;
        template_ = builder.add_template(body, nothing_wrong, Place{});
    }
    auto const key = (static_cast<std::uint64_t>(from.value) << 32U) | to.value;
    if (auto const known = drops_.find(key); known != drops_.end()) {
        return known->second;
    }
    auto const drop =
        builder.add_drop(*template_, builder.oid(from) + "-" + builder.oid(to) + "-event");
    drops_.emplace(key, drop);
    return drop;
}

}  // namespace atl::graph
