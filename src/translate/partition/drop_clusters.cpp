#include "translate/partition/drop_clusters.hpp"

#include <limits>
#include <numeric>
#include <utility>

namespace atl::translate {

DropClusters::DropClusters(std::uint32_t drops) : parent_(drops), size_(drops, 1), count_(drops)
{
    std::iota(parent_.begin(), parent_.end(), 0U);
}

std::uint32_t DropClusters::root(std::uint32_t drop)
{
    while (parent_[drop] != drop) {
        parent_[drop] = parent_[parent_[drop]];
        drop = parent_[drop];
    }
    return drop;
}

std::uint32_t DropClusters::join(std::uint32_t a, std::uint32_t b)
{
    if (size_[a] < size_[b]) {
        std::swap(a, b);
    }
    parent_[b] = a;
    size_[a] += size_[b];
    --count_;
    return a;
}

std::vector<PartitionId> DropClusters::numbered()
{
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> number(parent_.size(), unseen);
    std::vector<PartitionId> result(parent_.size());
    std::uint32_t next = 0;
    for (std::uint32_t drop = 0; drop < parent_.size(); ++drop) {
        auto& own = number[root(drop)];
        own = own == unseen ? next++ : own;
        result[drop] = PartitionId{own};
    }
    return result;
}

}  // namespace atl::translate
