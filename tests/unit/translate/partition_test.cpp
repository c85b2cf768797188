#include "atoll/translate/partition.hpp"

#include <algorithm>

#include "atoll/core/error.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

using testing::chains;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::GraphSample;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Partition, workers_are_all_ranks_but_the_manager_or_the_only_rank)
{
    EXPECT_THAT(worker_ranks(1), ElementsAre(RankId{0}));
    EXPECT_THAT(worker_ranks(3), ElementsAre(RankId{1}, RankId{2}));
}

TEST(Partition, a_single_worker_owns_everything)
{
    auto const graph = chains(3, 4);
    Diagnostics notes;
    for (std::string const algorithm : {"metis", "round-robin"}) {
        auto const placement = place(graph, {.algorithm = algorithm}, worker_ranks(1), notes);
        EXPECT_EQ(placement.size(), graph.size());
        EXPECT_THAT(placement, Each(RankId{0}));
    }
}

TEST(Partition, metis_keeps_independent_chains_whole_and_ranks_equally_loaded)
{
    auto const graph = chains(8, 10);
    Diagnostics notes;
    auto const workers = worker_ranks(5);
    auto const placement = place(graph, {}, workers, notes);

    std::vector<int> drops(5, 0);
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        ++drops[placement[drop].index()];
        for (auto const next : graph.successors(DropId{drop})) {
            EXPECT_EQ(placement[drop], placement[next.index()]) << graph.oid(DropId{drop});
        }
    }
    EXPECT_THAT(drops, ElementsAre(0, 42, 42, 42, 42));
}

TEST(Partition, more_partitions_than_ranks_are_packed_with_equal_load)
{
    auto const graph = chains(32, 5);
    Diagnostics notes;
    auto const placement = place(graph, {.partitions = 16}, worker_ranks(3), notes);
    auto const on_first = std::ranges::count(placement, RankId{1});
    EXPECT_NEAR(static_cast<double>(on_first), graph.size() / 2.0, graph.size() * 0.1);
}

TEST(Partition, as_given_maps_hosts_to_ranks_in_order_of_first_appearance)
{
    GraphSample sample;
    auto const producer = sample.app("zeta");
    sample.link(producer, sample.data("alpha"));
    Diagnostics notes;
    auto const placement =
        place(sample.finish(), {.algorithm = "as-given"}, worker_ranks(3), notes);
    EXPECT_THAT(placement, ElementsAre(RankId{1}, RankId{2}));
    EXPECT_THAT(notes.problems(), IsEmpty());
}

TEST(Partition, as_given_folds_hosts_and_says_so)
{
    GraphSample sample;
    sample.app("a");
    sample.app("b");
    sample.app("c");
    Diagnostics notes;
    auto const placement =
        place(sample.finish(), {.algorithm = "as-given"}, worker_ranks(3), notes);
    EXPECT_THAT(placement, ElementsAre(RankId{1}, RankId{2}, RankId{1}));
    EXPECT_THAT(notes.render(), HasSubstr("3 hosts are folded onto 2 ranks"));
}

TEST(Partition, the_same_seed_gives_the_same_placement)
{
    auto const graph = chains(20, 7);
    Diagnostics notes;
    auto const workers = worker_ranks(4);
    EXPECT_EQ(place(graph, {.seed = 3}, workers, notes), place(graph, {.seed = 3}, workers, notes));
}

}  // namespace
}  // namespace atl::translate
