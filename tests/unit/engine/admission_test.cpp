#include "engine/admission.hpp"

#include <gtest/gtest.h>

namespace atl::engine {
namespace {

using Answer = Admission::Answer;

TEST(Admission, lets_apps_in_while_their_cpus_are_free)
{
    Admission admission{4};
    EXPECT_EQ(admission.ask({.app = 1, .cpus = 3}), Answer::admitted);
    EXPECT_EQ(admission.ask({.app = 2, .cpus = 1}), Answer::admitted);
    EXPECT_EQ(admission.ask({.app = 3, .cpus = 1}), Answer::waiting);
}

TEST(Admission, keeps_the_first_that_does_not_fit_until_it_does)
{
    Admission admission{4};
    ASSERT_EQ(admission.ask({.app = 1, .cpus = 3}), Answer::admitted);
    ASSERT_EQ(admission.ask({.app = 2, .cpus = 4}), Answer::waiting);
    EXPECT_EQ(admission.next(), std::nullopt);
    admission.release(3);
    EXPECT_EQ(admission.next(), 2U);
    EXPECT_EQ(admission.next(), std::nullopt) << "it was handed out once";
}

TEST(Admission, lets_small_apps_pass_the_one_that_waits)
{
    Admission admission{4};
    ASSERT_EQ(admission.ask({.app = 1, .cpus = 3}), Answer::admitted);
    ASSERT_EQ(admission.ask({.app = 2, .cpus = 4}), Answer::waiting);
    EXPECT_EQ(admission.ask({.app = 3, .cpus = 1}), Answer::admitted);
    EXPECT_EQ(admission.ask({.app = 4, .cpus = 1}), Answer::refused) << "no CPU is free";
}

TEST(Admission, lets_only_so_many_pass_that_the_waiting_one_does_not_starve)
{
    Admission admission{2};
    ASSERT_EQ(admission.ask({.app = 1, .cpus = 1}), Answer::admitted);
    ASSERT_EQ(admission.ask({.app = 2, .cpus = 2}), Answer::waiting);
    for (std::uint32_t app = 3; app < 7; ++app) {
        ASSERT_EQ(admission.ask({.app = app, .cpus = 1}), Answer::admitted);
        admission.release(1);
    }
    EXPECT_EQ(admission.ask({.app = 7, .cpus = 1}), Answer::refused);
    admission.release(1);
    EXPECT_EQ(admission.next(), 2U);
}

TEST(Admission, remembers_the_largest_app_index)
{
    Admission admission{1};
    ASSERT_EQ(admission.ask({.app = 0, .cpus = 1}), Answer::admitted);
    ASSERT_EQ(admission.ask({.app = 0xffff'fffe, .cpus = 1}), Answer::waiting);
    admission.release(1);
    EXPECT_EQ(admission.next(), 0xffff'fffe);
}

TEST(Admission, deals_out_as_many_cpus_as_a_rank_may_have)
{
    Admission admission{Admission::max_cpus};
    EXPECT_EQ(admission.ask({.app = 0, .cpus = Admission::max_cpus}), Answer::admitted);
    EXPECT_EQ(admission.ask({.app = 1, .cpus = 1}), Answer::waiting);
    admission.release(Admission::max_cpus);
    EXPECT_EQ(admission.next(), 1U);
}

}  // namespace
}  // namespace atl::engine
