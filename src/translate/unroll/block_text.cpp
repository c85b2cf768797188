#include "translate/unroll/block_text.hpp"

#include <fmt/format.h>

#include "translate/unroll/block_body.hpp"
#include "translate/unroll/json_text.hpp"

namespace atl::translate {
namespace {

std::string escaped(std::string const& text)
{
    std::string result;
    append_json_text(text, result);
    return result;
}

EdgeText edge_text(UnrollPlan const& plan,
                   std::vector<AroundPath> const& oids,
                   std::uint32_t number,
                   bool leads_out)
{
    auto const& relation = plan.relations[number];
    auto const port = escaped(leads_out ? relation.from_port : relation.to_port);
    EdgeText edge;
    edge.relation = number;
    edge.other = leads_out ? relation.to : relation.from;
    edge.leads_out = leads_out;
    edge.from_app = plan.blocks[relation.from].kind == DropKind::app;
    auto const& oid = oids[edge.other];
    if (port.empty()) {
        edge.in_list = {"\"" + oid.before, oid.after + "\""};
        return edge;
    }
    edge.in_list = {"{\"" + oid.before, oid.after + "\":\"" + port + "\"}"};
    edge.in_ports = {
        R"({"name":")" + port + R"(","oid":")" + oid.before,
        oid.after + (leads_out ? R"(","direction":"output"})" : R"(","direction":"input"})")};
    return edge;
}

}  // namespace

std::vector<BlockText> block_texts(graph::LogicalGraph const& graph,
                                   UnrollPlan const& plan,
                                   DropNames const& names)
{
    std::vector<BlockText> texts;
    std::vector<AroundPath> oids;
    for (std::uint32_t block = 0; block < plan.blocks.size(); ++block) {
        auto const& about = plan.blocks[block];
        auto const& node = graph.nodes[about.node];
        BlockText text;
        oids.push_back({escaped(names.head(block)), about.group_data ? "-grp-data" : ""});
        text.oid = {R"({"oid":")" + oids.back().before, oids.back().after + R"(","rank":[)"};
        text.body = "," + block_body(graph, about);
        text.has_loop_context = !node.is_group();
        text.has_processes = node.construct == graph::Construct::processes;
        text.has_iid = !about.group_data;
        texts.push_back(std::move(text));
    }
    for (std::uint32_t number = 0; number < plan.relations.size(); ++number) {
        auto const& relation = plan.relations[number];
        texts[relation.from].edges.push_back(edge_text(plan, oids, number, true));
        texts[relation.to].edges.push_back(edge_text(plan, oids, number, false));
    }
    return texts;
}

}  // namespace atl::translate
