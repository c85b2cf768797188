#include "engine/ready_lists.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

/// Drops of an engine with two workers, and the lists of both.
class ReadyListsTest : public test::EngineFixture {
  protected:
    std::unique_ptr<Shared> shared;
    std::unique_ptr<ReadyLists> mine;
    std::unique_ptr<ReadyLists> other;

    void add_apps(std::vector<std::uint8_t> const& levels)
    {
        for (auto const level : levels) {
            graph.priority(graph.app(), level);
        }
        shared = std::make_unique<Shared>(
            graph.topology(), host, clock, EngineOptions{.workers = 2, .cpus = 2});
        mine = std::make_unique<ReadyLists>(*shared, 0);
        other = std::make_unique<ReadyLists>(*shared, 1);
    }
};

TEST_F(ReadyListsTest, give_back_the_highest_level_first_and_of_one_level_the_latest)
{
    add_apps({3, 3, 5, 0});
    for (std::uint32_t drop = 0; drop < 4; ++drop) {
        mine->push(drop);
    }
    EXPECT_EQ(mine->pop(), 2U);
    EXPECT_EQ(mine->pop(), 1U);
    EXPECT_EQ(mine->pop(), 0U);
    EXPECT_EQ(mine->pop(), 3U);
    EXPECT_EQ(mine->pop(), no_drop);
}

TEST_F(ReadyListsTest, keep_drops_from_the_others_until_they_are_published)
{
    add_apps({0});
    mine->push(0);
    EXPECT_EQ(other->pop(), no_drop);
    mine->publish();
    EXPECT_EQ(other->pop(), 0U);
    EXPECT_EQ(mine->pop(), no_drop);
}

TEST_F(ReadyListsTest, prefer_published_drops_of_a_higher_level_to_new_ones)
{
    add_apps({6, 2});
    mine->push(0);
    mine->publish();
    mine->push(1);
    EXPECT_EQ(mine->pop(), 0U);
    EXPECT_EQ(mine->pop(), 1U);
}

TEST_F(ReadyListsTest, leave_long_drops_to_the_others_but_for_the_one_taken)
{
    add_apps({0, 0, 0});
    for (std::uint32_t drop = 0; drop < 3; ++drop) {
        mine->push(drop);
    }
    mine->publish();
    EXPECT_EQ(mine->pop(), 2U);
    EXPECT_EQ(other->pop(), 1U);
}

TEST_F(ReadyListsTest, share_only_when_another_worker_is_short_of_work)
{
    add_apps({0});
    mine->push(0);
    mine->share();
    EXPECT_EQ(other->pop(), no_drop);
    static_cast<void>(shared->parking.prepare());
    mine->share();
    EXPECT_EQ(other->pop(), 0U);
}

TEST_F(ReadyListsTest, give_each_drop_to_one_worker_only_while_both_push_and_steal)
{
    constexpr std::uint32_t drops = 20'000;
    add_apps(std::vector<std::uint8_t>(drops, 0));
    std::vector<std::atomic<int>> taken(drops);
    std::atomic<std::uint32_t> left{drops};
    auto const take_all = [&](ReadyLists& lists, std::uint32_t first) {
        for (std::uint32_t i = first; i < drops; i += 2) {
            lists.push(i);
            lists.publish();
            if (auto const drop = lists.pop(); i % 6 < 3 && drop != no_drop) {
                ++taken[drop];
                --left;
            } else if (drop != no_drop) {
                lists.push(drop);
            }
        }
        lists.publish();
        while (left != 0) {
            if (auto const drop = lists.pop(); drop != no_drop) {
                ++taken[drop];
                --left;
            }
        }
    };
    {
        std::jthread const thread{[&] { take_all(*other, 1); }};
        take_all(*mine, 0);
    }
    EXPECT_TRUE(std::ranges::all_of(taken, [](auto const& times) { return times == 1; }));
}

}  // namespace
}  // namespace atl::engine
