#include "atoll/translate/template_relation.hpp"

namespace atl::translate {
namespace {

using Pattern = BlockRelation::Pattern;

/// Both ends of the outer indexes that \p range of a side of \p length touches, on the other side.
IndexRange by_outer(IndexRange range, std::uint64_t length, std::uint64_t other)
{
    return {range.begin / length * other, ((range.end - 1) / length + 1) * other};
}

IndexRange targets_of_pairs(BlockRelation const& pairs, IndexRange sources)
{
    auto const target = [&](std::uint64_t source) {
        std::uint64_t found = 0;
        pairs.for_each_target(source, [&](std::uint64_t t) { found = t; });
        return found;
    };
    switch (pairs.pattern) {
        case Pattern::pairwise:
            return sources;
        case Pattern::chunks:
            return {target(sources.begin), target(sources.end - 1) + 1};
        case Pattern::all:
        case Pattern::next_iteration:
        case Pattern::last_iteration:
        case Pattern::first_iteration:
        case Pattern::same_iteration:
        case Pattern::table:
            return by_outer(sources, pairs.sources, pairs.targets);
    }
    return {};
}

IndexRange sources_of_pairs(BlockRelation const& pairs, IndexRange targets)
{
    switch (pairs.pattern) {
        case Pattern::pairwise:
            return targets;
        case Pattern::chunks: {
            // Chunks follow each other: from the first source of one to the first of the next.
            auto const begin = [&](std::uint64_t target) {
                auto const first = std::min(target % pairs.targets * pairs.size, pairs.sources);
                return target / pairs.targets * pairs.sources + first;
            };
            return {begin(targets.begin), begin(targets.end)};
        }
        case Pattern::all:
        case Pattern::next_iteration:
        case Pattern::last_iteration:
        case Pattern::first_iteration:
        case Pattern::same_iteration:
        case Pattern::table:
            return by_outer(targets, pairs.targets, pairs.sources);
    }
    return {};
}

/// Edges whose sources are in \p sources.
IndexRange edges_from(BlockRelation const& pairs, IndexRange sources)
{
    auto const begin = [&](std::uint64_t source) {
        return source == pairs.outer * pairs.sources ? pairs.edges() : pairs.first_edge(source);
    };
    return {begin(sources.begin), begin(sources.end)};
}

/// Sources of the edges in \p edges.
IndexRange ends_of(BlockRelation const& pairs, IndexRange edges)
{
    return {pairs.edge(edges.begin).first, pairs.edge(edges.end - 1).first + 1};
}

}  // namespace

std::uint64_t TemplateRelation::source_count(std::uint64_t target) const
{
    return form == Form::into_events ? 1 : pairs.source_count(target);
}

bool TemplateRelation::feeds_all_alike() const noexcept
{
    return form == Form::into_events || pairs.pattern == Pattern::all ||
           pairs.pattern == Pattern::pairwise || pairs.pattern == Pattern::last_iteration;
}

IndexRange TemplateRelation::targets_of(IndexRange sources) const
{
    if (sources.size() == 0) {
        return {};
    }
    switch (form) {
        case Form::direct:
            return targets_of_pairs(pairs, sources);
        case Form::into_events:
            return edges_from(pairs, sources);
        case Form::from_events:
            return targets_of_pairs(pairs, ends_of(pairs, sources));
    }
    return {};
}

IndexRange TemplateRelation::sources_of(IndexRange targets) const
{
    if (targets.size() == 0) {
        return {};
    }
    switch (form) {
        case Form::direct:
            return sources_of_pairs(pairs, targets);
        case Form::into_events:
            return ends_of(pairs, targets);
        case Form::from_events:
            return edges_from(pairs, sources_of_pairs(pairs, targets));
    }
    return {};
}

}  // namespace atl::translate
