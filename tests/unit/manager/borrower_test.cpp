#include "atoll/manager/borrower.hpp"

#include <gmock/gmock.h>

namespace atl::manager {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr RankId owner{1};

BorrowerAction left(ExitStatus status = ExitStatus::success)
{
    return Leave{status};
}

/// An executor of a job that ends after 1000 s.
class BorrowerTest : public ::testing::Test {
  protected:
    Borrower borrower{{.job_ends = Seconds{1000}}};

    std::vector<BorrowerAction> at(double seconds)
    {
        return borrower.handle(BorrowerTick{Seconds{seconds}});
    }
};

TEST_F(BorrowerTest, runs_what_comes)
{
    EXPECT_THAT(borrower.handle(LeaseArrived{owner, 1}), ElementsAre(BorrowerAction{RunLease{}}));
    EXPECT_EQ(borrower.running(), 1U);
    EXPECT_THAT(borrower.handle(LeaseDone{owner, 1}), IsEmpty());
    EXPECT_EQ(borrower.running(), 0U);
}

TEST_F(BorrowerTest, drains_when_it_is_asked_to_and_leaves_when_nothing_runs)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    EXPECT_THAT(borrower.handle(DrainAsked{}), ElementsAre(BorrowerAction{SayDraining{}}));
    EXPECT_THAT(borrower.handle(LeaseArrived{owner, 2}),
                ElementsAre(BorrowerAction{RefuseLease{}}));
    EXPECT_THAT(borrower.handle(LeaseDone{owner, 1}), ElementsAre(left()));
}

TEST_F(BorrowerTest, leaves_at_once_when_it_has_nothing_to_finish)
{
    EXPECT_THAT(borrower.handle(DrainAsked{}), ElementsAre(BorrowerAction{SayDraining{}}, left()));
}

TEST_F(BorrowerTest, drains_before_its_job_ends)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    EXPECT_THAT(at(960), IsEmpty());
    EXPECT_THAT(at(970), ElementsAre(BorrowerAction{SayDraining{}}));
}

TEST_F(BorrowerTest, drains_earlier_when_apps_take_long)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    static_cast<void>(at(300));
    static_cast<void>(borrower.handle(LeaseDone{owner, 1}));
    EXPECT_THAT(at(399), IsEmpty());
    EXPECT_THAT(at(400), ElementsAre(BorrowerAction{SayDraining{}}, left()));
}

TEST_F(BorrowerTest, gives_back_what_does_not_end_in_time)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    static_cast<void>(at(970));
    EXPECT_THAT(at(995), ElementsAre(BorrowerAction{StopLeases{}}));
    EXPECT_THAT(at(996), IsEmpty());
    EXPECT_THAT(borrower.handle(LeaseDone{owner, 1}), ElementsAre(left()));
}

TEST_F(BorrowerTest, leaves_an_app_behind_that_does_not_end)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    static_cast<void>(borrower.handle(Dismissed{}));
    EXPECT_THAT(at(9), IsEmpty());
    EXPECT_THAT(at(10), ElementsAre(left()));
}

TEST_F(BorrowerTest, ends_within_the_grace_when_it_is_told_to)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    EXPECT_THAT(borrower.handle(EndAsked{}), ElementsAre(BorrowerAction{SayDraining{}}));
    EXPECT_THAT(at(19), IsEmpty());
    EXPECT_THAT(at(20), ElementsAre(BorrowerAction{StopLeases{}}));
}

TEST_F(BorrowerTest, stops_the_apps_of_a_node_manager_that_is_gone)
{
    EXPECT_THAT(borrower.handle(OwnerLost{owner}), ElementsAre(BorrowerAction{StopLeases{owner}}));
}

TEST_F(BorrowerTest, stops_everything_but_stays_when_rank_0_is_not_reached)
{
    EXPECT_THAT(borrower.handle(BaseLost{}), ElementsAre(BorrowerAction{StopLeases{}}));
    EXPECT_THAT(borrower.handle(LeaseArrived{owner, 1}), ElementsAre(BorrowerAction{RunLease{}}));
}

TEST_F(BorrowerTest, leaves_when_rank_0_is_gone_for_good)
{
    EXPECT_THAT(borrower.handle(BaseGone{}),
                ElementsAre(BorrowerAction{StopLeases{}},
                            BorrowerAction{SayDraining{}},
                            left(ExitStatus::lost_rank)));
}

TEST_F(BorrowerTest, leaves_when_the_session_has_ended)
{
    static_cast<void>(borrower.handle(LeaseArrived{owner, 1}));
    EXPECT_THAT(borrower.handle(Dismissed{}),
                ElementsAre(BorrowerAction{StopLeases{}}, BorrowerAction{SayDraining{}}));
    EXPECT_THAT(borrower.handle(LeaseDone{owner, 1}), ElementsAre(left()));
    EXPECT_THAT(borrower.handle(DrainAsked{}), IsEmpty());
}

}  // namespace
}  // namespace atl::manager
