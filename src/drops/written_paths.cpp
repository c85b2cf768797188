#include "drops/written_paths.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace atl::drops {
namespace {

/// Whether data \p to is made, at whatever distance, from data \p from.
bool comes_after(graph::PhysicalGraph const& graph, DropId to, DropId from)
{
    std::vector<bool> seen(graph.size());
    std::vector<DropId> open{from};
    while (!open.empty()) {
        auto const drop = open.back();
        open.pop_back();
        for (auto const next : graph.successors(drop)) {
            if (next == to) {
                return true;
            }
            if (!seen[next.index()]) {
                seen[next.index()] = true;
                open.push_back(next);
            }
        }
    }
    return false;
}

/// Whether both were made from one node of a drawing: their oids differ in the index path only.
bool are_copies(graph::PhysicalGraph const& graph, DropId one, DropId other)
{
    auto const has_index = [&graph](DropId drop) {
        return !graph.oid_head(drop).empty() &&
               graph.oid_tail(drop).find_first_not_of("0123456789-/") == std::string_view::npos;
    };
    return graph.head_of(one) == graph.head_of(other) && has_index(one) && has_index(other);
}

/// \p url of a file as a person knows it: its path, relative ones below the session's folder.
std::string_view shown(std::string_view url)
{
    for (std::string_view const prefix : {"file://localhost/SESSION/", "file://localhost"}) {
        if (url.starts_with(prefix)) {
            return url.substr(prefix.size());
        }
    }
    return url;
}

}  // namespace

void WrittenPaths::note(TemplateId id, DataKind const& kind)
{
    if (!kind.has_path() || kind.learns_path()) {
        return;
    }
    auto const url_for = [&kind](char const* uid, char const* iid) {
        ContentRequest request;
        request.drop = {uid, "", iid};
        return kind.make(request)->data_url();
    };
    auto url = url_for("a_0", "0");
    if (url == url_for("b_1", "1")) {
        path_of_.emplace(id.index(), std::move(url));
    }
}

std::unordered_map<std::string, std::vector<DropId>> WrittenPaths::writers() const
{
    std::unordered_map<std::string, std::vector<DropId>> found;
    for (std::uint32_t i = 0; !path_of_.empty() && i < graph_->size(); ++i) {
        DropId const drop{i};
        auto const path = path_of_.find(graph_->template_of(drop).index());
        if (path != path_of_.end() && !graph_->predecessors(drop).empty()) {
            found[path->second].push_back(drop);
        }
    }
    return found;
}

void WrittenPaths::report(Diagnostics& diagnostics) const
{
    auto const all = writers();
    std::vector<std::pair<std::string_view, std::vector<DropId> const*>> shared;
    for (auto const& [path, drops] : all) {
        if (drops.size() > 1 || stands_for(drops.front()) > 1) {
            shared.emplace_back(path, &drops);
        }
    }
    std::ranges::sort(shared);
    shared.resize(std::min(shared.size(), Diagnostics::kept_per_severity));
    for (auto const& [path, drops] : shared) {
        auto const file = shown(path);
        if (drops->size() == 1) {
            report_many(file, drops->front(), diagnostics);
        } else {
            report_pair(file, drops->front(), drops->back(), diagnostics);
        }
    }
}

std::uint64_t WrittenPaths::stands_for(DropId drop) const
{
    return drops_.empty() ? 1 : drops_[graph_->template_of(drop).index()];
}

void WrittenPaths::report_many(std::string_view file, DropId drop, Diagnostics& to) const
{
    to.warning(fmt::format("drop '{}'", graph_->oid(drop)),
               fmt::format("it is one of {} that are written to '{}': what is written last stays",
                           stands_for(drop),
                           file),
               "put {uid} into their 'filepath'");
}

void WrittenPaths::report_pair(std::string_view file,
                               DropId first,
                               DropId second,
                               Diagnostics& to) const
{
    auto const where = fmt::format("drop '{}'", graph_->oid(second));
    auto const what =
        fmt::format("it is written to '{}' as drop '{}' is", file, graph_->oid(first));
    if (are_copies(*graph_, first, second)) {
        to.warning(where, what + ": what is written last stays", "put {uid} into their 'filepath'");
    } else if (!drops_.empty() || comes_after(*graph_, second, first) ||
               comes_after(*graph_, first, second)) {
        to.warning(
            where, what + ": what is written last stays", "give them different paths to keep both");
    } else {
        to.error(where,
                 what + ", and nothing says which comes first",
                 "give them different paths, for instance with {uid}");
    }
}

}  // namespace atl::drops
