#include <algorithm>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "translate/unroll/planner.hpp"

namespace atl::translate {
namespace {

using Table = std::vector<std::uint32_t>;

/// DALiuGE numbers groups in the order of their keys as text: 0, 1, 10, 11, 2, ...
[[nodiscard]] Table places_in_text_order(std::uint64_t count)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [](std::uint32_t key) { return fmt::to_string(key); });
    Table place(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        place[order[i]] = i;
    }
    return place;
}

/// Group of each source of one outer index: the indexes of \p scatters (innermost first) as digits,
/// the first of them the slowest.
[[nodiscard]] Table groups_of(std::vector<Axis> const& axes,
                              std::size_t shared,
                              std::vector<std::uint32_t> const& scatters)
{
    Table groups(size_of(axes, shared, axes.size()));
    for (std::uint64_t i = 0; i < groups.size(); ++i) {
        std::vector<std::uint64_t> index(axes.size(), 0);
        auto rest = i;
        for (auto axis = axes.size(); axis > shared; --axis) {
            index[axis - 1] = rest % axes[axis - 1].size;
            rest /= axes[axis - 1].size;
        }
        std::uint64_t group = 0;
        for (auto const scatter : scatters) {
            auto const axis = std::ranges::find(axes, scatter, &Axis::group);
            group = group * axis->size + index[static_cast<std::size_t>(axis - axes.begin())];
        }
        groups[i] = static_cast<std::uint32_t>(group);
    }
    return groups;
}

}  // namespace

BlockRelation relate_to_group_by(PlanContext const& context,
                                 std::uint32_t source,
                                 std::uint32_t group_by)
{
    auto const from = context.spaces.axes(source);
    auto const to = context.spaces.member_axes(group_by);
    auto const shared = shared_axes(from, to);
    auto relation = relate_nested(from, to);
    auto const scatters = context.spaces.grouping_scatters(group_by);
    bool const inner = std::ranges::all_of(scatters, [&](std::uint32_t scatter) {
        auto const axis = std::ranges::find(from, scatter, &Axis::group);
        return axis - from.begin() >= static_cast<std::ptrdiff_t>(shared) && axis != from.end();
    });
    if (scatters.empty() || !inner) {
        return relation;
    }
    constexpr std::uint64_t largest_table = 100'000'000;
    if (scatters.size() == 1 && scatters.front() == from.back().group &&
        from.back().size <= largest_table) {
        relation.key_of = std::make_shared<Table const>(places_in_text_order(from.back().size));
        relation.size = from.back().size;
    } else if (relation.sources <= largest_table) {
        relation.key_of = std::make_shared<Table const>(groups_of(from, shared, scatters));
        relation.size = relation.sources;
    } else {
        return relation;
    }
    relation.pattern = BlockRelation::Pattern::table;
    return relation;
}

}  // namespace atl::translate
