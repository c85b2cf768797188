#include "translate/scale/neighbour_ranks.hpp"

#include <gmock/gmock.h>

#include "atoll/translate/partition.hpp"

#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

/// One data drop that 4 apps on two ranks read.
class NeighbourRanksTest : public ::testing::Test {
  protected:
    static testing::LogicalSample drawing()
    {
        testing::LogicalSample sample;
        auto const scatter = sample.add("S", graph::Construct::scatter, 4);
        auto const source = sample.data("d");
        sample.link(source, sample.app("a", scatter));
        return sample;
    }

    [[nodiscard]] NeighbourRanks found_on(std::uint32_t rank) const
    {
        return find_neighbour_ranks(
            graph_, ownership_, PartIndex{graph_, ownership_, RankId{rank}}, 3);
    }

    TemplateGraph const graph_ = testing::templates(drawing());
    Ownership const ownership_ = cut_outermost(graph_, worker_ranks(3));
};

TEST_F(NeighbourRanksTest, one_remote_stands_for_all_readers_on_a_rank)
{
    auto const found = found_on(1);
    EXPECT_THAT(found.remotes, ::testing::ElementsAre(RemoteTarget{2, 0}));
    EXPECT_EQ(found.remote_offsets.front(), 0U);
    EXPECT_EQ(found.remote_offsets.size(), 4U);
    EXPECT_THAT(found.ghosts, ::testing::SizeIs(2));
}

TEST_F(NeighbourRanksTest, a_producer_elsewhere_is_one_ghost)
{
    auto const found = found_on(2);
    EXPECT_THAT(found.ghosts, ::testing::ElementsAre(Ghost{1, DropId{4}}));
    EXPECT_TRUE(found.remotes.empty());
}

}  // namespace
}  // namespace atl::translate
