#include "app/session_drops.hpp"

#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"
#include "atoll/session/session_file.hpp"

#include "app/load_graph.hpp"

namespace atl::app {

namespace {

/// Looks for \p oid among the drops of \p graph. \returns it, or what all are called.
std::variant<DropId, std::vector<std::string>> search(graph::PhysicalGraph const& graph,
                                                      std::string const& oid)
{
    std::vector<std::string> oids;
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        oids.push_back(graph.oid(DropId{drop}));
        if (oids.back() == oid) {
            return DropId{drop};
        }
    }
    return oids;
}

std::variant<DropId, std::vector<std::string>> search(session::SessionFolder const& folder,
                                                      std::string const& oid)
{
    auto const loaded = load_session_graph(folder.graph(), session::read_session_file(folder));
    if (loaded.templates) {
        if (auto const found = loaded.templates->find(oid)) {
            return *found;
        }
    }
    return search(loaded.drops, oid);  // without drops when it is a graph of templates
}

}  // namespace

std::optional<DropId> lookup_drop(session::SessionFolder const& folder, std::string const& oid)
{
    auto const found = search(folder, oid);
    auto const* const drop = std::get_if<DropId>(&found);
    return drop == nullptr ? std::nullopt : std::optional{*drop};
}

DropId find_drop(session::SessionFolder const& folder, std::string const& oid)
{
    auto const found = search(folder, oid);
    if (auto const* const drop = std::get_if<DropId>(&found)) {
        return *drop;
    }
    auto const& oids = std::get<std::vector<std::string>>(found);
    std::vector<std::string_view> const known{oids.begin(), oids.end()};
    auto const hint = did_you_mean(oid, known);
    throw Error{
        ErrorKind::usage,
        fmt::format("the graph of session {} has no drop '{}'", folder.id(), oid),
        hint.empty() ? fmt::format("its drops are in '{}'", folder.graph().string()) : hint};
}

}  // namespace atl::app
