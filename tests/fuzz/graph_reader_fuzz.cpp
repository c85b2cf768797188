/// Any bytes as a physical graph: an error or a graph that can be split, written and read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "atoll/graph/drop_spec.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/graph/summary.hpp"
#include "atoll/graph/write_graph.hpp"

namespace {

using namespace atl;
using namespace atl::graph;

void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

void use_parts(PhysicalGraph const& graph)
{
    constexpr std::uint32_t ranks = 3;
    Placement placement;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        placement.emplace_back(i % ranks);
    }
    for (auto const& part : split_graph(graph, placement, ranks)) {
        auto const copy = read_part(write_part(part));
        require(copy.global == part.global && copy.successors == part.successors);
    }
}

void write_and_read_again(PhysicalGraph const& graph)
{
    std::ostringstream written;
    write_physical_graph(graph, nullptr, written);
    auto const again = read_physical_graph(written.str(), "again", FileCheck::off);
    require(!again.diagnostics.has_errors());
    require(again.graph.hash() == graph.hash());
}

void use_all(PhysicalGraph const& graph, std::string_view json)
{
    for (std::uint32_t i = 0; i < graph.templates().size(); ++i) {
        static_cast<void>(DropSpec::parse(graph.body(TemplateId{i})));
    }
    static_cast<void>(render(summarize(graph)));
    use_parts(graph);
    write_and_read_again(graph);
    std::ostringstream rewritten;
    WrittenPlacement const placement{std::vector<std::uint32_t>(graph.size(), 1), {}};
    rewrite_placement(json, graph, placement, rewritten);
    auto const again = read_physical_graph(rewritten.str(), "rewritten", FileCheck::off);
    require(again.graph.hash() == graph.hash());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const json{reinterpret_cast<char const*>(data), size};
    auto const result = read_physical_graph(json, "fuzz", FileCheck::off);
    static_cast<void>(result.diagnostics.render());
    if (!result.diagnostics.has_errors()) {
        use_all(result.graph, json);
    }
    return 0;
}
