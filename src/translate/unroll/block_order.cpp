#include "translate/unroll/block_order.hpp"

#include <cstdint>
#include <vector>

namespace atl::translate {

bool has_block_order(UnrollPlan const& plan)
{
    std::vector<std::uint32_t> waiting(plan.blocks.size(), 0);
    std::vector<std::vector<std::uint32_t>> readers(plan.blocks.size());
    for (auto const& relation : plan.relations) {
        readers[relation.from].push_back(relation.to);
        ++waiting[relation.to];
    }
    std::vector<std::uint32_t> ready;
    for (std::uint32_t block = 0; block < waiting.size(); ++block) {
        if (waiting[block] == 0) {
            ready.push_back(block);
        }
    }
    for (std::size_t done = 0; done < ready.size(); ++done) {
        for (auto const reader : readers[ready[done]]) {
            if (--waiting[reader] == 0) {
                ready.push_back(reader);
            }
        }
    }
    return ready.size() == plan.blocks.size();
}

}  // namespace atl::translate
