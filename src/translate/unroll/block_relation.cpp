#include "atoll/translate/block_relation.hpp"

#include <numeric>

#include "translate/unroll/saturating.hpp"

namespace atl::translate {

std::uint64_t BlockRelation::edges() const noexcept
{
    std::uint64_t inner = 0;
    switch (pattern) {
        case Pattern::all:
            inner = saturating_product(sources, targets);
            break;
        case Pattern::pairwise:
        case Pattern::chunks:
        case Pattern::table:
            inner = sources;
            break;
        case Pattern::next_iteration:
            inner = sources - sources / size;
            break;
        case Pattern::last_iteration:
            inner = saturating_product(sources / size, targets);
            break;
        case Pattern::first_iteration:
            inner = saturating_product(sources, (targets + size - 1) / size);
            break;
        case Pattern::same_iteration:
            for (std::uint64_t i = 0; i < std::min(size, sources); ++i) {
                auto const count = (sources - i + size - 1) / size;
                auto const partners = i < targets ? (targets - i + size - 1) / size : 0;
                inner = saturating_sum(inner, saturating_product(count, partners));
            }
            break;
    }
    return saturating_product(outer, inner);
}

std::uint64_t BlockRelation::source_count(std::uint64_t target) const noexcept
{
    auto const t = target % targets;
    switch (pattern) {
        case Pattern::all:
            return sources;
        case Pattern::pairwise:
            return 1;
        case Pattern::chunks: {
            auto const begin = std::min(t * size, sources);
            return (t + 1 == targets ? sources : std::min(begin + size, sources)) - begin;
        }
        case Pattern::next_iteration:
            return t % size == 0 ? 0 : 1;
        case Pattern::last_iteration:
            return sources / size;
        case Pattern::first_iteration:
            return t % size == 0 ? sources : 0;
        case Pattern::same_iteration:
            return t % size < sources ? (sources - t % size + size - 1) / size : 0;
        case Pattern::table:
            return sources / size * (keys->offsets[t + 1] - keys->offsets[t]);
    }
    return 0;
}

std::uint64_t BlockRelation::first_edge(std::uint64_t source) const noexcept
{
    auto const o = source / sources;
    auto const i = source % sources;
    switch (pattern) {
        case Pattern::all:
            return source * targets;
        case Pattern::pairwise:
        case Pattern::chunks:
        case Pattern::table:
            return source;
        case Pattern::next_iteration:
            return o * (sources - sources / size) + i - i / size;
        case Pattern::last_iteration:
            return (o * (sources / size) + i / size) * targets;
        case Pattern::first_iteration:
            return source * ((targets + size - 1) / size);
        case Pattern::same_iteration: {
            // The sources of a whole round reach every target once; of the rest, source r reaches
            // the targets r, r + size, ...
            auto const before = [this](std::uint64_t n) {
                auto const rest = n % size;
                return n / size * targets + targets / size * rest + std::min(rest, targets % size);
            };
            return o * before(sources) + before(i);
        }
    }
    return 0;
}

std::uint64_t BlockRelation::edge_number(std::uint64_t source, std::uint64_t target) const noexcept
{
    auto const t = target % targets;
    switch (pattern) {
        case Pattern::all:
        case Pattern::last_iteration:
            return first_edge(source) + t;
        case Pattern::first_iteration:
            return first_edge(source) + t / size;
        case Pattern::same_iteration:
            return first_edge(source) + t / size;
        case Pattern::pairwise:
        case Pattern::chunks:
        case Pattern::next_iteration:
        case Pattern::table:
            return first_edge(source);
    }
    return 0;
}

std::pair<std::uint64_t, std::uint64_t> BlockRelation::edge(std::uint64_t number) const
{
    // The last source whose edges do not begin after the wanted one.
    std::uint64_t low = 0;
    std::uint64_t high = outer * sources;
    while (high - low > 1) {
        auto const middle = low + (high - low) / 2;
        (first_edge(middle) <= number ? low : high) = middle;
    }
    auto skipped = number - first_edge(low);
    std::uint64_t target = 0;
    for_each_target(low, [&](std::uint64_t t) {
        if (skipped-- == 0) {
            target = t;
        }
    });
    return {low, target};
}

void BlockRelation::index_keys()
{
    if (!key_of) {
        return;
    }
    auto index = std::make_shared<KeyIndex>();
    index->offsets.assign(targets + 1, 0);
    for (std::uint64_t i = 0; i < size; ++i) {
        ++index->offsets[(*key_of)[i] + std::size_t{1}];
    }
    std::partial_sum(index->offsets.begin(), index->offsets.end(), index->offsets.begin());
    index->entries.resize(size);
    auto next = index->offsets;
    for (std::uint32_t i = 0; i < size; ++i) {
        index->entries[next[(*key_of)[i]]++] = i;
    }
    keys = std::move(index);
}

bool BlockRelation::same_edges(BlockRelation const& other) const noexcept
{
    bool const same_keys =
        key_of == other.key_of || (key_of && other.key_of && *key_of == *other.key_of);
    return from == other.from && to == other.to && outer == other.outer &&
           sources == other.sources && targets == other.targets && pattern == other.pattern &&
           size == other.size && same_keys;
}

}  // namespace atl::translate
