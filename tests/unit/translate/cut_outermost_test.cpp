#include <functional>
#include <map>
#include <numeric>

#include <gmock/gmock.h>

#include "atoll/translate/ownership.hpp"
#include "atoll/translate/partition.hpp"

#include "unit/translate/random_logical_graph.hpp"
#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

TEST(CutOutermost, what_is_made_in_one_copy_of_a_scatter_stays_together)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 7);
    auto const inner = sample.add("T", Construct::scatter, 3, scatter);
    auto const source = sample.app("a", scatter);
    sample.link(source, sample.data("d", inner));
    auto const graph = testing::templates(sample);
    auto const ownership = cut_outermost(graph, worker_ranks(4));
    for (std::uint64_t index = 0; index < 21; ++index) {
        EXPECT_EQ(ownership.of(0, index), ownership.of(1, index / 3));
    }
}

TEST(CutOutermost, ranks_get_equal_shares)
{
    LogicalSample sample;
    sample.app("a", sample.add("S", Construct::scatter, 10));
    auto const ownership = cut_outermost(testing::templates(sample), worker_ranks(4));
    for (std::uint32_t rank = 1; rank < 4; ++rank) {
        auto const pieces = ownership.pieces(RankId{rank});
        ASSERT_EQ(pieces.size(), 1U);
        EXPECT_GE(pieces[0].indexes.size(), 3U);
        EXPECT_LE(pieces[0].indexes.size(), 4U);
    }
}

TEST(CutOutermost, a_loop_around_a_scatter_is_cut_along_the_scatter)
{
    LogicalSample sample;
    auto const group = sample.add("P", Construct::plain);
    auto const loop = sample.add("L", Construct::loop, 3, group);
    sample.app("a", sample.add("S", Construct::scatter, 4, loop));
    auto const ownership = cut_outermost(testing::templates(sample), worker_ranks(3));
    for (std::uint64_t index = 0; index < 12; ++index) {
        EXPECT_EQ(ownership.of(0, index), RankId{index % 4 < 2 ? 1U : 2U});
    }
}

TEST(CutOutermost, outputs_of_a_branch_are_where_the_branch_is)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 6);
    auto const branch = sample.app("b");
    sample.graph.nodes[branch].body =
        R"("name":"b","categoryType":"Application","dropclass":"dlg.apps.simple.SimpleBranch")";
    sample.link(branch, sample.data("yes", scatter));
    sample.link(branch, sample.data("no"));
    auto const graph = testing::templates(sample);
    auto const ownership = cut_outermost(graph, worker_ranks(3));
    for (std::uint64_t index = 0; index < 6; ++index) {
        EXPECT_EQ(ownership.of(0, index), ownership.of(1, 0));
    }
}

TEST(CutOutermost, an_exclusive_section_stays_whole_whatever_repeats_in_it)
{
    LogicalSample sample;
    auto const section = sample.add("X", Construct::plain);
    sample.graph.nodes[section].category = "ExclusiveForceNode";
    sample.app("a", sample.add("S", Construct::scatter, 6, section));
    sample.app("b", section);
    auto const ownership = cut_outermost(testing::templates(sample), worker_ranks(3));
    for (std::uint64_t index = 0; index < 6; ++index) {
        EXPECT_EQ(ownership.of(0, index), ownership.of(1, 0));
    }
}

TEST(CutOutermost, copies_of_an_exclusive_section_are_shared_out)
{
    LogicalSample sample;
    auto const scatter = sample.add("O", Construct::scatter, 2);
    auto const section = sample.add("X", Construct::plain, 1, scatter);
    sample.graph.nodes[section].category = "ExclusiveForceNode";
    sample.app("a", sample.add("S", Construct::scatter, 3, section));
    auto const ownership = cut_outermost(testing::templates(sample), worker_ranks(3));
    for (std::uint64_t index = 0; index < 6; ++index) {
        EXPECT_EQ(ownership.of(0, index), RankId{index < 3 ? 1U : 2U});
    }
}

TEST(CutOutermost, no_exclusive_section_of_random_graphs_is_parted)
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        testing::RandomLogicalGraph const random{seed};
        auto const graph = testing::try_templates(random.sample());
        if (!graph) {
            continue;
        }
        auto const ownership = cut_outermost(*graph, worker_ranks(4));
        std::map<std::pair<std::uint32_t, std::uint64_t>, RankId> rank_of;
        for (std::uint32_t block = 0; block < graph->blocks().size(); ++block) {
            auto const& about = graph->blocks()[block];
            if (about.section == TemplateBlock::no_section) {
                continue;
            }
            auto const copies = std::accumulate(about.axes.begin(),
                                                about.axes.begin() + about.section_axes,
                                                std::uint64_t{1},
                                                std::multiplies<>{});
            for (std::uint64_t index = 0; index < about.count; ++index) {
                auto const rank = ownership.of(block, index);
                auto const copy = index / (about.count / copies);
                EXPECT_EQ(rank_of.try_emplace({about.section, copy}, rank).first->second, rank)
                    << "seed " << seed;
            }
        }
    }
}

}  // namespace
}  // namespace atl::translate
