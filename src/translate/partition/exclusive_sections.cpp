#include "translate/partition/exclusive_sections.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "atoll/graph/drop_spec.hpp"

namespace atl::translate {
namespace {

constexpr std::string_view id_key = "exclusive_force";
constexpr std::string_view indexes_key = "exclusive_force_indexes";

/// What a template says of the section that its drops are in.
struct Mark {
    std::string id;  ///< Of the exclusive force node; "" for none.
    std::size_t indexes{1};
};

[[nodiscard]] Mark mark_of(std::string_view body)
{
    Mark mark;
    if (body.find(id_key) == std::string_view::npos) {
        return mark;
    }
    auto const spec = graph::DropSpec::parse(body);
    mark.id = spec.get(id_key).text();
    auto const indexes = spec.get(indexes_key).as_integer().value_or(1);
    mark.indexes = static_cast<std::size_t>(std::max<std::int64_t>(1, indexes));
    return mark;
}

/// The first \p count numbers of \p path.
[[nodiscard]] std::string_view first_indexes(std::string_view path, std::size_t count)
{
    std::size_t end = 0;
    for (; end < path.size() && count > 0; ++end) {
        bool const between = path[end] == '-' || path[end] == '/';
        count -= between ? 1 : 0;
        if (count == 0) {
            break;
        }
    }
    return path.substr(0, end);
}

}  // namespace

ExclusiveSections::ExclusiveSections(std::vector<std::uint32_t> section_of, std::uint32_t count)
    : section_of_(std::move(section_of)), members_(count)
{
    for (std::uint32_t drop = 0; drop < section_of_.size(); ++drop) {
        if (section_of_[drop] != none) {
            members_[section_of_[drop]].push_back(drop);
        }
    }
}

void ExclusiveSections::keep_whole(graph::PhysicalGraph const& graph,
                                   Partitioning& partitioning) const
{
    for (auto const& members : members_) {
        std::map<PartitionId, double> work;
        for (auto const drop : members) {
            auto const& about = graph.drop_template(DropId{drop});
            work[partitioning.partition_of[drop]] +=
                about.kind == DropKind::app ? double{about.weight} : 0.0;
        }
        auto const most = std::ranges::max_element(
            work, {}, [](std::pair<PartitionId const, double> const& entry) {
                return entry.second;
            });
        for (auto const drop : members) {
            partitioning.partition_of[drop] = most->first;
        }
    }
}

ExclusiveSections find_sections(graph::PhysicalGraph const& graph)
{
    std::map<TemplateId, Mark> marks;
    for (std::uint32_t i = 0; i < graph.templates().size(); ++i) {
        if (auto mark = mark_of(graph.body(TemplateId{i})); !mark.id.empty()) {
            marks.emplace(TemplateId{i}, std::move(mark));
        }
    }
    if (marks.empty()) {
        return {};
    }
    std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> known;
    std::vector<std::uint32_t> section_of(graph.size(), ExclusiveSections::none);
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        auto const mark = marks.find(graph.template_of(DropId{drop}));
        if (mark != marks.end()) {
            auto const copy = first_indexes(graph.iid(DropId{drop}), mark->second.indexes);
            auto const next = static_cast<std::uint32_t>(known.size());
            section_of[drop] = known.try_emplace({mark->second.id, copy}, next).first->second;
        }
    }
    return {std::move(section_of), static_cast<std::uint32_t>(known.size())};
}

}  // namespace atl::translate
