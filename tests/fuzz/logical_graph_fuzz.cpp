#include <cstddef>
#include <cstdint>
#include <string_view>

#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/translate/unroll.hpp"

/// Reads any bytes as a logical graph and unrolls what is one, within small limits.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    auto read = atl::graph::read_logical_graph(text, "fuzz");
    if (read.diagnostics.has_errors()) {
        return 0;
    }
    atl::translate::UnrollOptions const options{
        .oid_prefix = "P", .max_drops = 10'000, .max_edges = 50'000};
    auto const plan = atl::translate::plan_unroll(read.graph, options, read.diagnostics);
    if (!read.diagnostics.has_errors()) {
        static_cast<void>(atl::translate::expand(read.graph, plan, options, read.diagnostics));
        atl::translate::write_template(read.graph, plan, options, [](std::string_view) {});
    }
    return 0;
}
