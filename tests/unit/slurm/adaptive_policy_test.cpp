#include "atoll/slurm/adaptive_policy.hpp"

#include <gmock/gmock.h>

namespace atl::slurm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A base job of one node with 8 CPUs, and islands of the same size.
class AdaptivePolicyTest : public ::testing::Test {
  protected:
    Workload work;
    std::vector<IslandView> islands;
    ScalingLimits limits;
    PolicyMemory memory;
    Seconds expected_wait{60};
    std::uint32_t may_submit{100};
    std::string because;

    AdaptivePolicyTest()
    {
        work.base_cpus = 8;
        work.base_busy = 8;
        limits.cpus_per_island = 8;
        limits.most = 37;
        limits.most_waiting = 100;
    }
    Decision decide(Seconds elapsed = Seconds{1})
    {
        auto decision = decide_islands(
            {work, islands, limits, memory, elapsed, expected_wait, may_submit, because});
        memory = decision.memory;
        return decision;
    }
    void ready(std::uint64_t drops, std::optional<Seconds> each, std::uint32_t cpus = 1)
    {
        work.ready.push_back({drops, cpus, each});
    }
    void have(IslandPhase phase, std::uint32_t number, std::uint32_t busy = 0)
    {
        for (std::uint32_t i = 0; i < number; ++i) {
            auto const id = static_cast<std::uint32_t>(islands.size() + 1);
            islands.push_back({IslandId{id}, phase, 8, busy, std::nullopt});
        }
    }
};

TEST_F(AdaptivePolicyTest, adds_islands_for_what_the_target_duration_asks)
{
    ready(100, Seconds{24});  // 2400 CPU-s in 60 s: 40 CPUs
    auto const decision = decide();
    EXPECT_EQ(decision.submit, 5U);
    EXPECT_EQ(decision.reason, "+5 islands: 40 CPU-min ready, 0 islands, 37 allowed");
}

TEST_F(AdaptivePolicyTest, adds_no_more_than_drops_can_use)
{
    ready(10, Seconds{86400});
    EXPECT_EQ(decide().submit, 2U);
}

TEST_F(AdaptivePolicyTest, counts_a_slot_for_each_drop_of_unknown_length)
{
    ready(20, std::nullopt, 2);
    auto const decision = decide();
    EXPECT_EQ(decision.submit, 5U);
    EXPECT_THAT(decision.reason, HasSubstr("20 drops of unknown length ready"));
}

TEST_F(AdaptivePolicyTest, counts_what_is_about_to_be_ready)
{
    work.soon.push_back({16, 1, Seconds{3600}});
    EXPECT_EQ(decide().submit, 2U);
}

TEST_F(AdaptivePolicyTest, lets_the_base_job_do_what_it_can_do_alone)
{
    work.base_busy = 0;
    ready(8, Seconds{3600});
    EXPECT_EQ(decide().submit, 0U);
}

TEST_F(AdaptivePolicyTest, counts_waiting_islands_as_capacity)
{
    ready(24, Seconds{3600});
    have(IslandPhase::waiting, 2);
    have(IslandPhase::starting, 1);
    EXPECT_EQ(decide().submit, 0U);
}

TEST_F(AdaptivePolicyTest, does_not_count_leaving_islands)
{
    ready(24, Seconds{3600});
    have(IslandPhase::leaving, 3);
    EXPECT_EQ(decide().submit, 3U);
}

TEST_F(AdaptivePolicyTest, keeps_the_bounds)
{
    ready(100'000, Seconds{3600});
    EXPECT_EQ(decide().submit, 37U);
    limits.most_waiting = 4;
    auto const decision = decide();
    EXPECT_EQ(decision.submit, 4U);
    EXPECT_EQ(decision.held_back, "at most 4 islands may wait in the queue at once");
    work = {};
    limits.least = 2;
    EXPECT_EQ(decide().submit, 2U);
}

TEST_F(AdaptivePolicyTest, says_why_it_may_not)
{
    ready(24, Seconds{3600});
    may_submit = 0;
    because = "sbatch refused";
    auto const decision = decide();
    EXPECT_EQ(decision.submit, 0U);
    EXPECT_EQ(decision.held_back, "sbatch refused");
}

TEST_F(AdaptivePolicyTest, submits_nothing_for_work_that_is_done_before_a_job_could_begin)
{
    ready(400, Seconds{1});
    auto const decision = decide();
    EXPECT_EQ(decision.submit, 0U);
    EXPECT_THAT(decision.held_back, HasSubstr("done before a job could begin"));
}

TEST_F(AdaptivePolicyTest, does_not_let_a_slow_queue_keep_it_from_trying)
{
    ready(1000, Seconds{60});
    expected_wait = Seconds{86400};
    EXPECT_GT(decide().submit, 0U);
}

TEST_F(AdaptivePolicyTest, leaves_out_drops_that_no_island_can_run)
{
    limits.longest_drop = Seconds{3000};
    ready(100, Seconds{3600});
    ready(100, Seconds{60}, 16);
    EXPECT_EQ(decide().submit, 0U);
}

TEST_F(AdaptivePolicyTest, withdraws_the_youngest_waiting_islands_after_a_while)
{
    work.base_busy = 0;
    have(IslandPhase::waiting, 3);
    EXPECT_THAT(decide().cancel, IsEmpty());
    for (int i = 0; i < 59; ++i) {
        EXPECT_THAT(decide().cancel, IsEmpty());
    }
    auto const decision = decide();
    EXPECT_THAT(decision.cancel, ElementsAre(IslandId{3}, IslandId{2}, IslandId{1}));
    EXPECT_EQ(decision.reason, "-3 waiting islands: nothing ready, 3 islands, 37 allowed");
}

TEST_F(AdaptivePolicyTest, forgets_a_surplus_that_was_interrupted)
{
    work.base_busy = 0;
    have(IslandPhase::waiting, 1);
    for (int i = 0; i < 50; ++i) {
        static_cast<void>(decide());
    }
    ready(20, Seconds{3600});
    static_cast<void>(decide());
    work.ready.clear();
    for (int i = 0; i < 50; ++i) {
        EXPECT_THAT(decide().cancel, IsEmpty());
    }
}

TEST_F(AdaptivePolicyTest, drains_a_running_island_only_when_it_was_not_needed_for_long)
{
    work.base_busy = 0;
    have(IslandPhase::working, 2);
    islands[0].busy = 4;
    EXPECT_THAT(decide().drain, IsEmpty());
    EXPECT_THAT(decide(Seconds{299}).drain, IsEmpty());
    auto const decision = decide();
    EXPECT_THAT(decision.drain, ElementsAre(IslandId{2}, IslandId{1})) << "the idlest first";
    EXPECT_THAT(decision.cancel, IsEmpty());
}

TEST_F(AdaptivePolicyTest, keeps_islands_that_have_something_to_do_although_fewer_would_be_in_time)
{
    work.base_busy = 8;
    have(IslandPhase::working, 2, 8);
    ready(16, Seconds{0.5});
    static_cast<void>(decide());
    EXPECT_THAT(decide(Seconds{1000}).drain, IsEmpty());
}

TEST_F(AdaptivePolicyTest, keeps_a_lowered_bound_at_once_and_ends_nothing_that_runs)
{
    ready(1000, Seconds{3600});
    have(IslandPhase::working, 2, 8);
    have(IslandPhase::waiting, 2);
    limits.most = 1;
    auto const decision = decide();
    EXPECT_THAT(decision.cancel, ElementsAre(IslandId{4}, IslandId{3}));
    EXPECT_THAT(decision.drain, ElementsAre(IslandId{2}));
}

TEST_F(AdaptivePolicyTest, submits_a_successor_before_an_island_is_at_its_end)
{
    limits.most = 1;
    ready(1000, Seconds{600});
    have(IslandPhase::working, 1, 8);
    islands[0].drain_in = Seconds{70};
    EXPECT_EQ(decide().submit, 0U);
    islands[0].drain_in = Seconds{50};
    EXPECT_EQ(decide().submit, 1U);
    have(IslandPhase::waiting, 1);
    EXPECT_EQ(decide().submit, 0U) << "one successor is enough";
}

TEST_F(AdaptivePolicyTest, lets_the_predecessor_go_when_its_successor_has_come)
{
    limits.most = 1;
    ready(1000, Seconds{600});
    have(IslandPhase::working, 1, 8);
    islands[0].drain_in = Seconds{50};
    have(IslandPhase::starting, 1);
    EXPECT_THAT(decide().drain, ElementsAre(IslandId{1}));
}

}  // namespace
}  // namespace atl::slurm
