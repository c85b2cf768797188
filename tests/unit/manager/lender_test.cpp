#include "atoll/manager/lender.hpp"

#include <gmock/gmock.h>

namespace atl::manager {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr ExecutorId first_executor{1};
constexpr ExecutorId second_executor{2};

/// A lender with one executor of one CPU.
class LenderTest : public ::testing::Test {
  protected:
    Lender lender;

    LenderTest() { static_cast<void>(lender.handle(ExecutorJoined{first_executor, 1})); }

    /// App 7 is with the executor.
    Lease lend(std::uint32_t app = 7)
    {
        auto const actions = lender.handle(AppTaken{app, 1, 1});
        return std::get<SendLease>(actions.front()).lease;
    }
};

TEST(Lender, asks_for_work_when_somebody_comes)
{
    Lender lender;
    EXPECT_FALSE(lender.wants_work());
    EXPECT_THAT(lender.handle(ExecutorJoined{first_executor, 3}),
                ElementsAre(LenderAction{TakeApp{3}}));
    EXPECT_FALSE(lender.wants_work());
}

TEST(Lender, numbers_its_leases_from_where_it_is_told)
{
    Lender lender{500};
    static_cast<void>(lender.handle(ExecutorJoined{first_executor, 1}));
    auto const actions = lender.handle(AppTaken{7, 1, 1});
    EXPECT_EQ(std::get<SendLease>(actions.front()).lease.number, 500U);
}

TEST_F(LenderTest, sends_what_it_gets_and_publishes_what_comes_back)
{
    auto const lease = lend();
    EXPECT_EQ(lease.executor, first_executor);
    EXPECT_THAT(lender.handle(ResultArrived{first_executor, lease.number}),
                ElementsAre(LenderAction{FinishApp{lease}}, LenderAction{TakeApp{1}}));
    EXPECT_EQ(lender.lent(), 0U);
}

TEST_F(LenderTest, looks_again_only_when_there_may_be_work)
{
    EXPECT_THAT(lender.handle(NothingReady{}), IsEmpty());
    EXPECT_TRUE(lender.wants_work());
    EXPECT_THAT(lender.handle(WorkReady{}), ElementsAre(LenderAction{TakeApp{1}}));
}

TEST_F(LenderTest, a_lost_executor_costs_no_more_than_the_time)
{
    auto const lease = lend();
    EXPECT_THAT(lender.handle(ExecutorLost{first_executor}),
                ElementsAre(LenderAction{ReturnApp{lease}}));
    EXPECT_EQ(lender.lent(), 0U);
}

TEST_F(LenderTest, a_result_of_a_lost_executor_is_dropped)
{
    auto const lease = lend();
    static_cast<void>(lender.handle(ExecutorLost{first_executor}));
    EXPECT_THAT(lender.handle(ResultArrived{first_executor, lease.number}),
                ElementsAre(LenderAction{DropResult{lease}}));
    EXPECT_THAT(lender.handle(ResultArrived{first_executor, lease.number}), IsEmpty());
}

TEST_F(LenderTest, an_app_of_three_lost_executors_is_set_aside)
{
    for (std::uint32_t loss = 1; loss <= Lender::most_losses; ++loss) {
        static_cast<void>(lender.handle(ExecutorJoined{ExecutorId{loss}, 1}));
        static_cast<void>(lend());
        auto const actions = lender.handle(ExecutorLost{ExecutorId{loss}});
        ASSERT_EQ(actions.size(), 1U);
        EXPECT_EQ(std::holds_alternative<SetAside>(actions[0]), loss == Lender::most_losses);
    }
}

TEST_F(LenderTest, an_executor_that_was_leaving_is_not_blamed_on_the_app)
{
    for (std::uint32_t loss = 1; loss <= 2 * Lender::most_losses; ++loss) {
        static_cast<void>(lender.handle(ExecutorJoined{ExecutorId{loss}, 1}));
        auto const lease = lend();
        static_cast<void>(lender.handle(ExecutorClosed{ExecutorId{loss}}));
        EXPECT_THAT(lender.handle(ExecutorLost{ExecutorId{loss}}),
                    ElementsAre(LenderAction{ReturnApp{lease}}));
    }
}

TEST_F(LenderTest, nothing_is_sent_to_who_is_silent)
{
    static_cast<void>(lender.handle(ExecutorSuspected{first_executor}));
    EXPECT_THAT(lender.handle(AppTaken{7, 1, 1}),
                ElementsAre(LenderAction{ReturnApp{Lease{0, {}, 7, 1, 1}}}));
    EXPECT_FALSE(lender.wants_work());
    EXPECT_THAT(lender.handle(ExecutorRecovered{first_executor}),
                ElementsAre(LenderAction{TakeApp{1}}));
}

TEST_F(LenderTest, nothing_is_sent_to_who_drains)
{
    auto const lease = lend();
    static_cast<void>(lender.handle(ExecutorClosed{first_executor}));
    EXPECT_THAT(lender.handle(ResultArrived{first_executor, lease.number}),
                ElementsAre(LenderAction{FinishApp{lease}}));
}

TEST_F(LenderTest, what_is_given_back_is_ready_again)
{
    auto const lease = lend();
    EXPECT_THAT(lender.handle(ResultArrived{first_executor, lease.number, true}),
                ElementsAre(LenderAction{ReturnApp{lease}}, LenderAction{TakeApp{1}}));
}

TEST_F(LenderTest, the_executor_with_most_room_gets_the_next_app)
{
    static_cast<void>(lender.handle(ExecutorJoined{second_executor, 2}));
    EXPECT_EQ(lend().executor, second_executor);
}

TEST_F(LenderTest, an_app_that_fits_nowhere_goes_back)
{
    EXPECT_THAT(lender.handle(AppTaken{7, 1, 4}),
                ElementsAre(LenderAction{ReturnApp{Lease{0, {}, 7, 1, 4}}}));
}

TEST_F(LenderTest, cancellation_recalls_everything)
{
    auto const lease = lend();
    EXPECT_THAT(lender.handle(StopLending{}),
                ElementsAre(LenderAction{RecallLease{lease}}, LenderAction{ReturnApp{lease}}));
    EXPECT_THAT(lender.handle(WorkReady{}), IsEmpty());
    EXPECT_FALSE(lender.wants_work());
}

}  // namespace
}  // namespace atl::manager
