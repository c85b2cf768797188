#include "runtime/end_of_rank.hpp"

#include <gtest/gtest.h>

namespace atl::runtime {
namespace {

constexpr int killed = 128 + 9;

TEST(EndOfRank, is_not_waited_for_when_an_app_has_failed_by_itself)
{
    int asked = 0;
    EndSigns const signs{[&] { return ++asked > 0; }, {}};
    wait_if_rank_ends(signs, {}, 1);
    EXPECT_EQ(asked, 0);
}

TEST(EndOfRank, is_not_waited_for_by_who_cannot_hear_of_it)
{
    wait_if_rank_ends({}, {}, killed);
}

TEST(EndOfRank, is_over_when_the_apps_are_told_to_stop)
{
    std::stop_source stop;
    EndSigns const signs{[&] { return true; },
                         [&] {
                             stop.request_stop();
                             return true;
                         }};
    wait_if_rank_ends(signs, stop.get_token(), killed);
    EXPECT_TRUE(stop.stop_requested());
}

TEST(EndOfRank, is_not_near_when_the_helper_lives)
{
    int asked = 0;
    EndSigns const signs{{}, [&] {
                             ++asked;
                             return false;
                         }};
    wait_if_rank_ends(signs, {}, killed);
    EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace atl::runtime
