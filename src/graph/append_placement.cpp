#include "graph/append_placement.hpp"

#include <vector>

#include <fmt/format.h>

#include "graph/json_text.hpp"

namespace atl::graph {
namespace {

void append_place(std::uint32_t number, std::vector<std::string> const& names, std::string& json)
{
    if (names.empty()) {
        json += fmt::format("\"#{}\"", number);
    } else {
        append_quoted(json, names[number]);
    }
}

}  // namespace

void append_placement(WrittenPlacement const& placement, std::uint32_t drop, std::string& json)
{
    json += ",\"node\":";
    append_place(placement.node[drop], placement.node_names, json);
    json += ",\"island\":";
    append_place(
        placement.island.empty() ? 0 : placement.island[drop], placement.island_names, json);
}

}  // namespace atl::graph
