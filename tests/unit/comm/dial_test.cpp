#include "comm/link/dial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::comm {
namespace {

Endpoint const first{"10.0.0.1", 1};
Endpoint const second{"10.0.0.2", 2};

class DialTest : public ::testing::Test {
  protected:
    DialTest() { dial.start({0}); }

    /// One round in which all endpoints fail for \p failure.
    void fail_all(Dial::Failure failure)
    {
        dial.start({0});
        while (auto const endpoint = dial.next({0})) {
            dial.failed(*endpoint, failure, "refused");
        }
        static_cast<void>(dial.finish());
    }

    Dial dial{{first, second}};
};

TEST_F(DialTest, tries_the_next_endpoint_when_one_takes_long)
{
    EXPECT_EQ(dial.next({0}), first);
    EXPECT_EQ(dial.next({0.24}), std::nullopt);
    EXPECT_EQ(dial.deadline(), Seconds{0.25});
    EXPECT_EQ(dial.next({0.25}), second);
    EXPECT_EQ(dial.next({9}), std::nullopt);
}

TEST_F(DialTest, tries_the_next_endpoint_at_once_when_one_fails)
{
    EXPECT_EQ(dial.next({0}), first);
    dial.failed(first, Dial::Failure::no_answer, "refused");
    EXPECT_EQ(dial.next({0}), second);
}

TEST_F(DialTest, is_exhausted_when_all_endpoints_have_failed_and_says_why)
{
    dial.failed(*dial.next({0}), Dial::Failure::no_answer, "refused");
    EXPECT_FALSE(dial.exhausted());
    dial.failed(*dial.next({0}), Dial::Failure::no_answer, "no route");
    ASSERT_TRUE(dial.exhausted());
    EXPECT_EQ(dial.finish(), "10.0.0.1 port 1: refused; 10.0.0.2 port 2: no route");
}

TEST_F(DialTest, ends_with_the_first_success)
{
    static_cast<void>(dial.next({0}));
    dial.succeeded();
    EXPECT_FALSE(dial.under_way());
    EXPECT_EQ(dial.next({9}), std::nullopt);
}

TEST_F(DialTest, tries_a_demoted_endpoint_last)
{
    dial.demote(first);
    EXPECT_EQ(dial.next({0}), second);
}

TEST_F(DialTest, is_hopeless_after_three_rounds_with_another_secret)
{
    fail_all(Dial::Failure::other_secret);
    fail_all(Dial::Failure::other_secret);
    EXPECT_FALSE(dial.hopeless());
    fail_all(Dial::Failure::other_secret);
    EXPECT_TRUE(dial.hopeless());
}

TEST_F(DialTest, is_not_hopeless_because_nobody_answers)
{
    for (int round = 0; round < 10; ++round) {
        fail_all(Dial::Failure::no_answer);
    }
    EXPECT_FALSE(dial.hopeless());
}

}  // namespace
}  // namespace atl::comm
