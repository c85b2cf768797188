#include "runtime/lease_pool.hpp"

#include <gtest/gtest.h>

#include "support/runtime/lease_orders.hpp"

namespace atl::runtime {
namespace {

using atl::test::GraphSession;
using atl::test::GraphText;

LeasePool::Done wait_for(LeasePool& pool)
{
    while (true) {
        if (auto done = pool.done()) {
            return std::move(*done);
        }
        std::this_thread::yield();
    }
}

GraphSession& sleeper()
{
    static GraphSession session{
        GraphText{}
            .app("sleep", "simple.SleepApp", {}, {{"a", ""}}, R"("sleep_time":60)")
            .data("a", "memory.InMemoryDROP")
            .json()};
    return session;
}

TEST(LeasePool, runs_more_leases_than_it_has_threads)
{
    GraphSession session{atl::test::hello_into("memory.InMemoryDROP")};
    LeasePool pool{atl::test::runs_of(session), 2, [] { return false; }};
    for (manager::LeaseNumber number = 1; number <= 10; ++number) {
        auto order = atl::test::order_of(session, 0);
        order.number = number;
        pool.run(order);
    }
    manager::LeaseNumber sum = 0;
    for (int i = 0; i < 10; ++i) {
        auto const done = wait_for(pool);
        EXPECT_EQ(done.result.end, manager::LeaseEnd::finished);
        sum += done.result.number;
    }
    EXPECT_EQ(sum, 55U);
}

TEST(LeasePool, a_lease_that_is_stopped_comes_out_as_given_back)
{
    LeasePool pool{atl::test::runs_of(sleeper()), 1, [] { return false; }};
    auto const order = atl::test::order_of(sleeper(), 0);
    pool.run(order);
    pool.stop(order.owner, order.number);
    EXPECT_EQ(wait_for(pool).result.end, manager::LeaseEnd::given_back);
}

TEST(LeasePool, leases_of_one_owner_are_stopped_without_the_others)
{
    LeasePool pool{atl::test::runs_of(sleeper()), 2, [] { return false; }};
    auto order = atl::test::order_of(sleeper(), 0);
    order.owner = RankId{1};
    pool.run(order);
    order.owner = RankId{2};
    pool.run(order);
    pool.stop_all(RankId{2});
    EXPECT_EQ(wait_for(pool).owner, RankId{2});
    EXPECT_FALSE(pool.done());
}

}  // namespace
}  // namespace atl::runtime
