#include "translate/unroll/index_paths.hpp"

#include <algorithm>

#include "translate/unroll/index_path.hpp"

namespace atl::translate {

IndexPaths::IndexPaths(UnrollPlan const& plan)
{
    for (auto const& block : plan.blocks) {
        auto const found = std::ranges::find(sets_, block.axes);
        set_of_.push_back(static_cast<std::uint32_t>(found - sets_.begin()));
        if (found == sets_.end()) {
            sets_.push_back(block.axes);
        }
    }
    kept_.resize(sets_.size());
}

void IndexPaths::make(std::uint32_t set, std::uint64_t index, Kept& kept) const
{
    kept.index = index;
    kept.text.clear();
    append_index_path(sets_[set], index, '-', kept.text);
}

}  // namespace atl::translate
