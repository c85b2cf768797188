#include "drops/written_paths.hpp"

#include <algorithm>
#include <iterator>
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
        note(id, std::move(url));
    }
}

void WrittenPaths::note(TemplateId id, std::string url)
{
    paths_.emplace_back(std::move(url), id);
}

std::vector<WrittenPaths::Writers> WrittenPaths::writers() const
{
    std::vector<Writers> found(graph_->templates().size());
    for (std::uint32_t i = 0; i < graph_->size(); ++i) {
        DropId const drop{i};
        if (!graph_->predecessors(drop).empty()) {
            auto& entry = found[graph_->template_of(drop).index()];
            entry.first = entry.count == 0 ? drop : entry.first;
            entry.last = drop;
            ++entry.count;
        }
    }
    return found;
}

void WrittenPaths::report(Diagnostics& diagnostics)
{
    if (paths_.empty()) {
        return;
    }
    auto const by_template = writers();
    std::erase_if(paths_,
                  [&](auto const& path) { return by_template[path.second.index()].count == 0; });
    std::ranges::sort(paths_);
    report_datasets_in_files(by_template, diagnostics);
    std::size_t told = 0;
    for (auto at = paths_.begin(); at != paths_.end() && told < Diagnostics::kept_per_severity;) {
        auto const end = std::find_if(
            at, paths_.end(), [&](auto const& path) { return path.first != at->first; });
        auto const& some = by_template[at->second.index()];
        auto const last = by_template[std::prev(end)->second.index()].last;
        if (last != some.first) {
            report_pair(shown(at->first), some.first, last, diagnostics);
            ++told;
        } else if (stands_for(some.first) > 1) {
            report_many(shown(at->first), some.first, diagnostics);
            ++told;
        }
        at = end;
    }
}

void WrittenPaths::report_datasets_in_files(std::vector<Writers> const& by_template,
                                            Diagnostics& to) const
{
    for (auto const& [url, id] : paths_) {
        if (graph_->templates()[id.index()].component != graph::Component::hdf5_data) {
            continue;
        }
        auto const file = url.substr(0, url.rfind("#/"));
        auto const other = std::ranges::lower_bound(
            paths_, file, {}, [](auto const& path) { return std::string_view{path.first}; });
        if (other != paths_.end() && other->first == file) {
            to.error(fmt::format("drop '{}'", graph_->oid(by_template[id.index()].first)),
                     fmt::format("it is a dataset in '{}', which drop '{}' writes as a whole",
                                 shown(file),
                                 graph_->oid(by_template[other->second.index()].first)),
                     "give them different paths");
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
