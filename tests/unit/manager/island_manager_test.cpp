#include "atoll/manager/island_manager.hpp"

#include <gmock/gmock.h>

namespace atl::manager {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Progress unfinished(std::uint64_t drops)
{
    Progress progress;
    progress.unfinished = drops;
    return progress;
}

/// An island of two node managers.
class IslandManagerTest : public ::testing::Test {
  protected:
    IslandManager island{{RankId{1}, RankId{2}}};
    double now{0};

    /// Lets \p seconds pass, with a tick for each. \returns what is wanted in the last.
    std::vector<IslandAction> pass(int seconds)
    {
        std::vector<IslandAction> actions;
        for (int second = 0; second < seconds; ++second) {
            actions = island.handle(Tick{Seconds{++now}});
        }
        return actions;
    }

    void deploy()
    {
        static_cast<void>(island.handle(RankDeployed{RankId{1}}));
        static_cast<void>(island.handle(RankDeployed{RankId{2}}));
    }
    void finish_drops()
    {
        static_cast<void>(island.handle(RankProgress{RankId{1}, unfinished(0)}));
        static_cast<void>(island.handle(RankProgress{RankId{2}, unfinished(0)}));
    }
};

TEST_F(IslandManagerTest, starts_when_every_rank_is_ready)
{
    EXPECT_THAT(island.handle(RankDeployed{RankId{2}}), IsEmpty());
    EXPECT_THAT(island.handle(RankDeployed{RankId{1}}),
                ElementsAre(IslandAction{Broadcast{MessageType::start}}));
    EXPECT_EQ(island.phase(), SessionPhase::running);
}

TEST_F(IslandManagerTest, collects_when_no_rank_has_an_unfinished_drop)
{
    deploy();
    EXPECT_THAT(island.handle(RankProgress{RankId{1}, unfinished(0)}), IsEmpty());
    EXPECT_THAT(island.handle(RankProgress{RankId{2}, unfinished(3)}), IsEmpty());
    EXPECT_THAT(island.handle(RankProgress{RankId{2}, unfinished(0)}),
                ElementsAre(IslandAction{Broadcast{MessageType::collect}}));
}

TEST_F(IslandManagerTest, ends_well_when_every_rank_has_reported)
{
    deploy();
    finish_drops();
    EXPECT_THAT(island.handle(RankReported{RankId{1}}), IsEmpty());
    EXPECT_THAT(island.handle(RankReported{RankId{2}}),
                ElementsAre(IslandAction{Broadcast{MessageType::shutdown}},
                            IslandAction{Finish{ExitStatus::success, ""}}));
}

TEST_F(IslandManagerTest, ends_at_once_when_a_rank_cannot_be_deployed)
{
    EXPECT_THAT(
        island.handle(RankProblem{RankId{1}, "no such library 'x'"}),
        ElementsAre(IslandAction{Broadcast{MessageType::shutdown}},
                    IslandAction{Finish{ExitStatus::invalid_input, "no such library 'x'"}}));
}

TEST_F(IslandManagerTest, a_cancelled_session_still_reports_every_drop)
{
    deploy();
    EXPECT_THAT(island.handle(StopRequested{ExitStatus::cancelled, Haste::orderly}),
                ElementsAre(IslandAction{Broadcast{MessageType::cancel}}));
    finish_drops();
    EXPECT_EQ(island.phase(), SessionPhase::collecting);
    static_cast<void>(island.handle(RankReported{RankId{1}}));
    EXPECT_THAT(
        island.handle(RankReported{RankId{2}}),
        ElementsAre(IslandAction{Broadcast{MessageType::shutdown}},
                    IslandAction{Finish{ExitStatus::cancelled, "the session was cancelled"}}));
}

TEST_F(IslandManagerTest, announces_the_end_of_the_session_once)
{
    deploy();
    EXPECT_THAT(island.handle(EndReached{}),
                ElementsAre(IslandAction{Broadcast{MessageType::end_session}}));
    EXPECT_THAT(island.handle(EndReached{}), IsEmpty());
}

TEST_F(IslandManagerTest, goes_on_without_a_rank_that_fell_silent_and_says_so)
{
    deploy();
    pass(10);
    static_cast<void>(island.handle(RankProgress{RankId{1}, unfinished(5)}));
    EXPECT_THAT(pass(6), ElementsAre(IslandAction{Broadcast{MessageType::cancel}}));
    EXPECT_THAT(island.lost(), ElementsAre(RankId{2}));
    EXPECT_THAT(island.handle(RankProgress{RankId{1}, unfinished(0)}),
                ElementsAre(IslandAction{Broadcast{MessageType::collect}}));
    auto const actions = island.handle(RankReported{RankId{1}});
    EXPECT_EQ(std::get<Finish>(actions.back()).status, ExitStatus::lost_rank);
}

TEST_F(IslandManagerTest, a_launcher_that_ends_the_ranks_names_the_silent_one_lost_at_once)
{
    deploy();
    pass(5);
    static_cast<void>(island.handle(RankProgress{RankId{1}, unfinished(5)}));
    static_cast<void>(island.handle(StopRequested{ExitStatus::lost_rank, Haste::hurried}));
    EXPECT_THAT(island.lost(), ElementsAre(RankId{2}));
}

TEST_F(IslandManagerTest, a_session_that_was_cancelled_in_a_hurry_is_not_lost_for_a_late_answer)
{
    deploy();
    static_cast<void>(island.handle(StopRequested{ExitStatus::cancelled, Haste::hurried}));
    EXPECT_THAT(
        pass(1),
        ElementsAre(IslandAction{Broadcast{MessageType::shutdown}},
                    IslandAction{Finish{ExitStatus::cancelled, "the session was cancelled"}}));
}

TEST_F(IslandManagerTest, a_rank_that_is_lost_while_the_session_stops_does_not_change_how_it_ends)
{
    deploy();
    static_cast<void>(island.handle(StopRequested{ExitStatus::out_of_time, Haste::orderly}));
    auto const end = std::get<Finish>(pass(16).back());
    EXPECT_EQ(end.status, ExitStatus::out_of_time);
    EXPECT_THAT(end.reason, testing::HasSubstr("rank 2 was lost"));
}

TEST_F(IslandManagerTest, ends_when_all_ranks_are_lost)
{
    deploy();
    auto const actions = pass(16);
    EXPECT_EQ(std::get<Finish>(actions.back()).status, ExitStatus::lost_rank);
    EXPECT_EQ(island.phase(), SessionPhase::ended);
}

TEST_F(IslandManagerTest, loses_nobody_because_rank_0_itself_stood_still)
{
    deploy();
    pass(10);
    now += 60;
    EXPECT_THAT(pass(1), IsEmpty());
    EXPECT_THAT(island.lost(), IsEmpty());
}

TEST_F(IslandManagerTest, a_rank_that_stays_silent_after_rank_0_stood_still_is_lost)
{
    deploy();
    now += 60;
    pass(16);
    EXPECT_THAT(island.lost(), ElementsAre(RankId{1}, RankId{2}));
}

TEST_F(IslandManagerTest, adds_up_the_reports_of_all_ranks)
{
    deploy();
    Progress progress = unfinished(4);
    progress.counts[2] = 6;
    static_cast<void>(island.handle(RankProgress{RankId{1}, progress}));
    static_cast<void>(island.handle(RankProgress{RankId{2}, progress}));
    EXPECT_EQ(island.total().unfinished, 8U);
    EXPECT_EQ(island.total().counts[2], 12U);
}

}  // namespace
}  // namespace atl::manager
