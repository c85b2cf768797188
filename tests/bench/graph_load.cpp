/// Loading a physical graph beside simdjson's own parsing of the same bytes, and memory per drop.
///
/// Prints one JSON line per row. Times are CPU times of this process: loading has one thread.
/// Usage: bench_graph_load [megabytes of JSON, default 200 [shared | distinct]]

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <stdexcept>

#include <malloc.h>
#include <simdjson.h>

#include "atoll/graph/part.hpp"
#include "atoll/graph/read_graph.hpp"

#include "bench/generated_graph.hpp"
#include "bench/harness.hpp"
#include "graph/file_text.hpp"
#include "graph/read_padded.hpp"

namespace {

using namespace atl;
using bench::print;
using Json = simdjson::ondemand::value;

/// CPU seconds of the fastest of three calls.
double cpu_seconds(std::function<void()> const& work)
{
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        auto const start = std::clock();
        work();
        best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

void parse_to_dom(std::string_view json)
{
    simdjson::dom::parser parser;
    if (parser.parse(json.data(), json.size(), false).error() != simdjson::SUCCESS) {
        throw std::runtime_error{"the generated graph is not JSON"};
    }
}

/// Visits every value once, as cheaply as on-demand parsing can.
std::size_t walk(Json value)
{
    std::size_t visited = 1;
    auto const type = value.type().value();
    if (type == simdjson::ondemand::json_type::array) {
        for (Json element : value.get_array()) {
            visited += walk(element);
        }
    } else if (type == simdjson::ondemand::json_type::object) {
        for (simdjson::ondemand::field field : value.get_object()) {
            visited += walk(field.value());
        }
    } else {
        visited += value.raw_json_token().size() > 1 ? 1 : 0;
    }
    return visited;
}

void walk_on_demand(std::string_view json)
{
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document = parser.iterate(simdjson::padded_string_view(
        json.data(), json.size(), json.size() + simdjson::SIMDJSON_PADDING));
    std::size_t visited = 0;
    for (Json element : document.get_array()) {
        visited += walk(element);
    }
    if (visited == 0) {
        throw std::runtime_error{"nothing was visited"};
    }
}

std::size_t allocated()
{
    auto const info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

constexpr double million = 1e6;
constexpr double bytes_per_pair = 1496;

/// Bytes in template bodies: what a graph says of its drops apart from what they are called and how
/// they are linked.
std::size_t argument_text(graph::PhysicalGraph const& graph)
{
    std::size_t size = 0;
    for (std::uint32_t i = 0; i < graph.templates().size(); ++i) {
        size += graph.body(TemplateId{i}).size();
    }
    return size;
}

void measure_memory(std::string const& name, graph::PaddedText const& text)
{
    constexpr double limit = 64;
    auto const before = allocated();
    auto const loaded = graph::read_padded(text.view(), "generated", graph::FileCheck::off);
    auto const beside = allocated() - before - argument_text(loaded.graph);
    print({name,
           static_cast<double>(beside) / loaded.graph.size(),
           limit,
           std::nullopt,
           "bytes/drop"});
}

void run(double megabytes)
{
    bench::GeneratedGraph const generated{
        static_cast<std::uint32_t>(megabytes * million / bytes_per_pair)};
    graph::PaddedText const text{generated.text()};
    auto const json = text.view();
    auto const size = static_cast<double>(json.size()) / million;
    auto const load = [&] { return graph::read_padded(json, "generated", graph::FileCheck::off); };

    auto const dom = cpu_seconds([&] { parse_to_dom(json); });
    auto const on_demand = cpu_seconds([&] { walk_on_demand(json); });
    auto const ours = cpu_seconds([&] { static_cast<void>(load()); });
    print({"graph.load, peer simdjson DOM", size / ours, size / dom, std::nullopt, "MB/s"});
    print({"graph.load, peer simdjson on-demand walk",
           size / ours,
           size / on_demand,
           std::nullopt,
           "MB/s"});

    measure_memory("graph.memory, peer the limit asked for", text);

    auto const loaded = load();
    auto const drops = loaded.graph.size();
    graph::Placement placement;
    for (std::uint32_t i = 0; i < drops; ++i) {
        placement.emplace_back(static_cast<std::uint32_t>(std::uint64_t{i} * 8 / drops));
    }
    auto const split = cpu_seconds([&] {
        for (auto const& part : graph::split_graph(loaded.graph, placement, 8)) {
            static_cast<void>(graph::write_part(part));
        }
    });
    print({"graph.split and write 8 parts, peer loading",
           drops / split / million,
           drops / ours / million,
           std::nullopt,
           "Mdrops/s"});
}

/// The same when no two drops have a template in common.
void run_distinct(double megabytes)
{
    bench::GeneratedGraph const generated{
        static_cast<std::uint32_t>(megabytes * million / bytes_per_pair),
        bench::Templates::distinct};
    graph::PaddedText const text{generated.text()};
    auto const dom = cpu_seconds([&] { parse_to_dom(text.view()); });
    auto const ours = cpu_seconds([&] {
        static_cast<void>(graph::read_padded(text.view(), "generated", graph::FileCheck::off));
    });
    auto const size = static_cast<double>(text.view().size()) / million;
    print({"graph.load of distinct templates, peer simdjson DOM",
           size / ours,
           size / dom,
           std::nullopt,
           "MB/s"});
    measure_memory("graph.memory of distinct templates, peer the limit asked for", text);
}

}  // namespace

int main(int argc, char** argv)
{
    auto const megabytes = argc > 1 ? std::atof(argv[1]) : 200;
    std::string_view const only = argc > 2 ? argv[2] : "";
    if (only != "distinct") {
        run(megabytes);
    }
    if (only != "shared") {
        run_distinct(megabytes);
    }
    return 0;
}
