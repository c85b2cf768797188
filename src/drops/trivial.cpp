#include "drops/trivial.hpp"

#include <algorithm>
#include <cstdint>

namespace atl::drops {
bool writes_nothing(graph::DropTemplate const& app) noexcept
{
    return app.component == graph::Component::null_barrier_app ||
           app.component == graph::Component::event_app;
}

namespace {

/// The rules below, when it is known what feeds the drops of each template.
void look_at_templates(graph::Part const& part,
                       std::vector<bool> const& holds_nothing,
                       std::vector<bool>& trivial)
{
    for (auto ghost = part.owned; ghost < part.size(); ++ghost) {
        auto const own = part.template_of[ghost];
        trivial[own] =
            trivial[own] && (part.templates[own].kind == DropKind::app || holds_nothing[own]);
    }
    for (auto const kind : {DropKind::data, DropKind::app}) {
        for (std::size_t own = 0; own < part.templates.size(); ++own) {
            bool const open = part.templates[own].kind == kind && trivial[own];
            if (!open || (kind == DropKind::data && holds_nothing[own])) {
                continue;
            }
            trivial[own] = std::ranges::all_of(part.fed_by[own], [&](std::uint32_t from) {
                return kind == DropKind::app ? trivial[from] : writes_nothing(part.templates[from]);
            });
        }
    }
}

}  // namespace

std::vector<bool> trivial_templates(graph::Part const& part, TemplateSet const& set)
{
    auto const count = part.templates.size();
    std::vector<bool> trivial(count);
    std::vector<bool> holds_nothing(count);
    for (std::size_t index = 0; index < count; ++index) {
        auto const& kind = set.kinds[index];
        bool const is_app = part.templates[index].kind == DropKind::app;
        trivial[index] =
            is_app ? writes_nothing(part.templates[index])
                   : kind && kind->empty_by_default() && kind->after_use() == AfterUse::free_memory;
        bool const ages = !set.lifespans.empty() && set.lifespans[index] != TemplateSet::unlimited;
        trivial[index] = trivial[index] && !ages;
        holds_nothing[index] = kind && kind->carriage(Standing::owner) == Carriage::none;
    }
    if (!part.fed_by.empty()) {
        look_at_templates(part, holds_nothing, trivial);
        return trivial;
    }
    // Memory may be written by any producer; a ghost's producers are not known here.
    for (std::uint32_t drop = 0; drop < part.size(); ++drop) {
        auto const own = part.template_of[drop];
        if (part.templates[own].kind == DropKind::app || !trivial[own] || holds_nothing[own]) {
            continue;
        }
        if (drop >= part.owned) {
            trivial[own] = false;
            continue;
        }
        part.for_each_input(drop, [&](std::uint32_t producer, std::uint16_t /*ports*/) {
            trivial[own] = trivial[own] && writes_nothing(part.drop_template(producer));
        });
    }
    // An app that reads something has to let it go when it has run.
    for (std::uint32_t drop = 0; drop < part.owned; ++drop) {
        auto const own = part.template_of[drop];
        if (part.templates[own].kind != DropKind::app || !trivial[own]) {
            continue;
        }
        part.for_each_input(drop, [&](std::uint32_t input, std::uint16_t /*ports*/) {
            trivial[own] = trivial[own] && trivial[part.template_of[input]];
        });
    }
    return trivial;
}

}  // namespace atl::drops
