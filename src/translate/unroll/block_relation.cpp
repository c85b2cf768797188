#include "atoll/translate/block_relation.hpp"

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

}  // namespace atl::translate
