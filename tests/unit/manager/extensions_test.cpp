#include "atoll/manager/extensions.hpp"

#include <gmock/gmock.h>

namespace atl::manager {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr ExecutorId first{1};
constexpr ExecutorId second{2};

ExecutorOffer offer(std::string job = "47")
{
    return {std::move(job), "n1", 4, {}};
}

/// Two node managers, rank 1 and rank 2.
class ExtensionsTest : public ::testing::Test {
  protected:
    Extensions extensions{{RankId{1}, RankId{2}}};

    void backlog(std::uint32_t rank, std::uint64_t waiting)
    {
        static_cast<void>(extensions.handle(BacklogReported{RankId{rank}, waiting}));
    }
};

TEST_F(ExtensionsTest, newcomers_go_where_the_backlog_is)
{
    backlog(2, 100);
    EXPECT_THAT(extensions.handle(ExecutorOffered{first, offer()}),
                ElementsAre(ExtensionsAction{AssignExecutor{first, RankId{2}}}));
}

TEST_F(ExtensionsTest, newcomers_spread_when_nobody_has_a_backlog)
{
    EXPECT_THAT(extensions.handle(ExecutorOffered{first, offer()}),
                ElementsAre(ExtensionsAction{AssignExecutor{first, RankId{1}}}));
    EXPECT_THAT(extensions.handle(ExecutorOffered{second, offer()}),
                ElementsAre(ExtensionsAction{AssignExecutor{second, RankId{2}}}));
}

TEST_F(ExtensionsTest, who_has_nothing_to_do_moves_to_who_has_work)
{
    static_cast<void>(extensions.handle(ExecutorOffered{first, offer()}));
    backlog(2, 10);
    EXPECT_THAT(extensions.handle(ExtensionsTick{Seconds{1}}), IsEmpty());
    EXPECT_THAT(extensions.handle(ExtensionsTick{Seconds{2}}),
                ElementsAre(ExtensionsAction{AssignExecutor{first, RankId{2}}}));
}

TEST_F(ExtensionsTest, who_is_busy_stays)
{
    static_cast<void>(extensions.handle(ExecutorOffered{first, offer()}));
    static_cast<void>(extensions.handle(ExecutorReported{first, 3}));
    backlog(2, 10);
    EXPECT_THAT(extensions.handle(ExtensionsTick{Seconds{60}}), IsEmpty());
}

TEST_F(ExtensionsTest, nobody_goes_back_and_forth)
{
    static_cast<void>(extensions.handle(ExecutorOffered{first, offer()}));
    unsigned moves = 0;
    for (int at = 1; at <= 100; ++at) {
        backlog(1, 10);
        backlog(2, 10);
        moves += extensions.handle(ExtensionsTick{Seconds{static_cast<double>(at)}}).size();
    }
    EXPECT_EQ(moves, 0U);
}

TEST_F(ExtensionsTest, a_job_is_drained_as_a_whole_and_once)
{
    static_cast<void>(extensions.handle(ExecutorOffered{first, offer("47")}));
    static_cast<void>(extensions.handle(ExecutorOffered{second, offer("48")}));
    EXPECT_THAT(extensions.handle(DrainRequested{"48"}),
                ElementsAre(ExtensionsAction{DrainExecutor{second}}));
    EXPECT_THAT(extensions.handle(DrainRequested{"48"}), IsEmpty());
    EXPECT_EQ(extensions.executors()[1].state, ExecutorState::draining);
}

TEST_F(ExtensionsTest, silence_is_shown_until_something_is_heard)
{
    static_cast<void>(extensions.handle(ExecutorOffered{first, offer()}));
    static_cast<void>(extensions.handle(ExecutorSilent{first}));
    EXPECT_EQ(extensions.executors()[0].state, ExecutorState::silent);
    static_cast<void>(extensions.handle(ExecutorHeard{first}));
    EXPECT_EQ(extensions.executors()[0].state, ExecutorState::working);
}

TEST_F(ExtensionsTest, who_has_gone_is_not_shown)
{
    static_cast<void>(extensions.handle(ExecutorOffered{first, offer()}));
    static_cast<void>(extensions.handle(ExecutorGone{first}));
    EXPECT_THAT(extensions.executors(), IsEmpty());
}

}  // namespace
}  // namespace atl::manager
