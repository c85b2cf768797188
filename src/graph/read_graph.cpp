#include "atoll/graph/read_graph.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "graph/file_text.hpp"
#include "graph/graph_reader.hpp"
#include "graph/json_error.hpp"
#include "graph/json_fault.hpp"
#include "graph/read_padded.hpp"

namespace atl::graph {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

std::string_view without_byte_order_mark(std::string_view json) noexcept
{
    return json.starts_with(byte_order_mark) ? json.substr(byte_order_mark.size()) : json;
}

ReadResult read_padded(std::string_view json, std::string const& source, FileCheck check)
{
    json = without_byte_order_mark(json);
    if (json.size() > largest_text) {
        ReadResult result;
        result.diagnostics.error(source,
                                 fmt::format("the graph has {} bytes", json.size()),
                                 "a graph file may have 4 GiB; use a logical graph, or split it");
        return result;
    }
    return GraphReader{json, source}.read(check);
}

GraphForm graph_form(std::string_view json)
{
    json = without_byte_order_mark(json);
    auto const start = json.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) {
        throw Error{ErrorKind::invalid_graph, "the file is empty"};
    }
    auto const first = json[start];
    if (first == '[') {
        return GraphForm::physical;
    }
    constexpr std::array<std::string_view, 4> keys{
        "\"nodeDataArray\"", "\"linkDataArray\"", "\"modelData\"", "\"nodes\""};
    if (first == '{' && std::ranges::any_of(keys, [&](std::string_view key) {
            return json.find(key) != std::string_view::npos;
        })) {
        return GraphForm::logical;
    }
    if (auto const fault = find_json_fault(json)) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("not JSON: {} at {}", fault->what, line_and_column(json, fault->offset)),
            fault->hint};
    }
    throw Error{ErrorKind::invalid_graph,
                "neither a physical graph nor a logical graph",
                "a physical graph is a JSON list of drops, a logical graph a JSON object with "
                "\"nodeDataArray\""};
}

ReadResult read_physical_graph(std::string_view json, std::string const& source, FileCheck check)
{
    PaddedText const text{json};
    return read_padded(text.view(), source, check);
}

}  // namespace atl::graph
