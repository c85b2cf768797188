// Unrolling a logical graph: to a physical graph template's JSON, to a graph in arrays, and to the
// rules by which every rank makes its own part.

#include "atoll/translate/unroll.hpp"

#include <string>

#include <malloc.h>

#include "atoll/core/diagnostics.hpp"
#include "atoll/translate/template_graph.hpp"

#include "bench/harness.hpp"

namespace atl::bench {
namespace {

constexpr double daliuge_seconds_a_drop = 20e-6;  // its translator at its best; 45e-6 at its worst

/// A scatter of \p copies chains of two apps with a data drop each.
graph::LogicalGraph drawing(std::uint64_t copies)
{
    graph::LogicalGraph graph;
    graph.name = "bench";
    graph.nodes.resize(5);
    auto& scatter = graph.nodes[0];
    scatter.id = scatter.name = "S";
    scatter.construct = graph::Construct::scatter;
    scatter.count = copies;
    for (std::uint32_t i = 1; i < 5; ++i) {
        auto& node = graph.nodes[i];
        node.id = node.name = std::string(1, static_cast<char>('a' + i));
        node.parent = 0;
        node.kind = i % 2 == 1 ? DropKind::app : DropKind::data;
        node.body = R"("name":")" + node.name + R"(","categoryType":)" +
                    (i % 2 == 1 ? R"("Application","dropclass":"dlg.apps.simple.NullBarrierApp")"
                                : R"("Data","category":"Memory")");
        scatter.children.push_back(i);
        if (i > 1) {
            graph.links.push_back({.from = i - 1, .to = i, .from_port = {}, .to_port = {}});
        }
    }
    return graph;
}

void print_per_drop(std::string const& name, double time, std::uint64_t drops)
{
    print({name,
           time * 1e6 / static_cast<double>(drops),
           daliuge_seconds_a_drop * 1e6,
           {},
           "us per drop"});
}

std::size_t allocated()
{
    auto const info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Bytes that what \p make returns keeps for each of \p drops.
void print_memory(std::string const& name, std::uint64_t drops, auto const& make)
{
    constexpr double most = 32;
    auto const before = allocated();
    auto const made = make();
    print({name + " (must: 32 bytes)",
           static_cast<double>(allocated() - before) / static_cast<double>(drops),
           most,
           {},
           "bytes per drop"});
}

}  // namespace
}  // namespace atl::bench

int main()
{
    using namespace atl;
    auto const graph = bench::drawing(250'000);
    translate::UnrollOptions const options;
    Diagnostics notes;
    auto const plan = translate::plan_unroll(graph, options, notes);
    std::size_t bytes = 0;
    bench::print_per_drop(
        "unroll to JSON, 1M drops (must: 100 x faster)",
        bench::seconds([&] {
            translate::write_template(
                graph, plan, options, [&](std::string_view text) { bytes += text.size(); });
        }),
        plan.drops);
    bench::print_per_drop(
        "unroll to arrays, 1M drops",
        bench::seconds([&] { bytes += translate::expand(graph, plan, options, notes).size(); }),
        plan.drops);
    bench::print_memory("graph in arrays, 1M drops", plan.drops, [&] {
        return translate::expand(graph, plan, options, notes);
    });
    bench::print_memory("graph by templates, 1M drops", plan.drops, [&] {
        return translate::make_template_graph(graph, plan, options, notes);
    });
    auto const large = bench::drawing(45'000'000);
    bench::print({"plan 180M drops by templates",
                  bench::seconds([&] {
                      auto const rules = translate::plan_unroll(large, options, notes);
                      bytes += translate::make_template_graph(large, rules, options, notes)->size();
                  }) * 1e3,
                  {},
                  {},
                  "ms"});
    return bytes == 0 ? 1 : 0;
}
