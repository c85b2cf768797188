#include "translate/partition/balance_only.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace atl::translate {

std::vector<std::uint32_t> balance_only(std::span<std::int32_t const> vertex_weight,
                                        std::uint32_t parts)
{
    std::vector<std::uint32_t> order(vertex_weight.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(
        order, std::ranges::greater{}, [&](std::uint32_t v) { return vertex_weight[v]; });
    using Load = std::pair<std::int64_t, std::uint32_t>;
    std::vector<Load> heap;
    for (std::uint32_t part = 0; part < parts; ++part) {
        heap.emplace_back(0, part);
    }
    std::vector<std::uint32_t> result(vertex_weight.size());
    for (auto const vertex : order) {
        std::ranges::pop_heap(heap, std::ranges::greater{});
        heap.back().first += vertex_weight[vertex];
        result[vertex] = heap.back().second;
        std::ranges::push_heap(heap, std::ranges::greater{});
    }
    return result;
}

}  // namespace atl::translate
