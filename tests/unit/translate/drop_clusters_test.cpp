#include "translate/partition/drop_clusters.hpp"

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

TEST(DropClusters, joined_drops_have_one_root)
{
    DropClusters clusters{4};
    clusters.join(clusters.root(1), clusters.root(3));
    EXPECT_EQ(clusters.root(1), clusters.root(3));
    EXPECT_NE(clusters.root(0), clusters.root(1));
    EXPECT_EQ(clusters.count(), 3U);
}

TEST(DropClusters, are_numbered_in_the_order_of_their_first_drops)
{
    DropClusters clusters{4};
    clusters.join(clusters.root(3), clusters.root(1));
    EXPECT_EQ(clusters.numbered(),
              (std::vector{PartitionId{0}, PartitionId{1}, PartitionId{2}, PartitionId{1}}));
}

}  // namespace
}  // namespace atl::translate
