#include "translate/scale/part_index.hpp"

#include <gmock/gmock.h>

#include "atoll/translate/partition.hpp"

#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

/// A scatter of 4 apps with an output each, cut between ranks 1 and 2.
class PartIndexTest : public ::testing::Test {
  protected:
    static testing::LogicalSample drawing()
    {
        testing::LogicalSample sample;
        auto const scatter = sample.add("S", graph::Construct::scatter, 4);
        auto const source = sample.app("a", scatter);
        sample.link(source, sample.data("d", scatter));
        return sample;
    }

    TemplateGraph const graph_ = testing::templates(drawing());
    Ownership const ownership_ = cut_outermost(graph_, worker_ranks(3));
    PartIndex index_{graph_, ownership_, RankId{2}};
};

TEST_F(PartIndexTest, numbers_own_drops_in_their_order)
{
    EXPECT_EQ(index_.owned(), 4U);
    EXPECT_EQ(index_.find_owned({0, 2}), 0U);
    EXPECT_EQ(index_.find_owned({1, 3}), 3U);
    EXPECT_EQ(index_.find_owned({0, 1}), std::nullopt);
}

TEST_F(PartIndexTest, ghosts_follow_the_own_drops)
{
    index_.set_ghosts({{1, DropId{1}}, {1, DropId{4}}});
    EXPECT_EQ(index_.size(), 6U);
    EXPECT_EQ(index_.local({1, 0}), 5U);
    EXPECT_EQ(index_.address(5).block, 1U);
    EXPECT_EQ(index_.address(5).index, 0U);
}

TEST_F(PartIndexTest, finds_runs_that_hold_a_range)
{
    EXPECT_NE(index_.run_holding(0, {2, 4}), nullptr);
    EXPECT_EQ(index_.run_holding(0, {1, 3}), nullptr);
}

}  // namespace
}  // namespace atl::translate
