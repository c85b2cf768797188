#include "engine/worker.hpp"

#include <atomic>

#include "support/engine/cluster.hpp"
#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

using test::Cluster;
using test::RandomGraph;
using test::trivial;
using test::Trouble;

/// Ranks, workers per rank, and what goes wrong.
struct Case {
    unsigned ranks;
    unsigned workers;
    Trouble trouble;
};

class RandomGraphs : public ::testing::TestWithParam<Case> {};

TEST_P(RandomGraphs, end_as_one_drop_after_another_would)
{
    auto const& [ranks, workers, trouble] = GetParam();
    for (unsigned seed = 1; seed <= 20; ++seed) {
        RandomGraph const graph{seed, 500, trouble};
        Cluster cluster{graph, ranks, {.workers = workers, .cpus = 5}};
        cluster.run();
        EXPECT_EQ(cluster.states(), graph.expected_states()) << "seed " << seed;
        EXPECT_FALSE(cluster.ran_too_early()) << "seed " << seed;
        EXPECT_LE(cluster.cpus_high_water(), 5U) << "seed " << seed;
    }
}

TEST_P(RandomGraphs, run_each_app_as_often_as_it_takes)
{
    auto const& [ranks, workers, trouble] = GetParam();
    RandomGraph const graph{42, 2000, trouble};
    Cluster cluster{graph, ranks, {.workers = workers, .cpus = 5}};
    cluster.run();
    for (std::size_t i = 0; i < graph.drops().size(); ++i) {
        auto const& drop = graph.drops()[i];
        bool const runs = drop.rules.kind == DropKind::app &&
                          drop.rules.host_calls == HostCalls::needed && cluster.attempts(i) != 0;
        if (runs) {
            EXPECT_EQ(cluster.attempts(i),
                      std::min<unsigned>(drop.good_attempt, drop.rules.n_tries));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    OfAllSorts,
    RandomGraphs,
    ::testing::Values(Case{1, 1, {}},
                      Case{1, 2, {}},
                      Case{1, 4, {.failing = 5, .branching = 10}},
                      Case{1, 3, {.failing = 5, .branching = 10, .many_cpus = 50}},
                      Case{1, 4, {.trivial = 100}},
                      Case{2, 2, {.failing = 5, .branching = 10}},
                      Case{
                          3, 1, {.failing = 10, .branching = 20, .trivial = 60, .many_cpus = 20}}));

class WorkerTest : public test::EngineFixture {};

TEST_F(WorkerTest, shows_its_ready_drops_to_others_before_it_runs_a_long_one)
{
    // Both apps become ready on one worker; each ends only when the other has begun.
    auto const root = graph.app(trivial());
    auto const data = graph.data(trivial());
    auto const one = graph.app();
    auto const two = graph.app();
    graph.path({root, data, one}).path({data, two});
    std::atomic<int> begun{0};
    auto const meet = [&](unsigned) {
        ++begun;
        while (begun < 2) {
            std::this_thread::yield();
        }
        return AppOutcome{};
    };
    host.on_run(one, meet);
    host.on_run(two, meet);

    run_threads({.workers = 2, .cpus = 2});
    EXPECT_TRUE(engine->finished());
}

TEST_F(WorkerTest, wakes_up_for_each_of_many_remote_events)
{
    constexpr int count = 300;
    std::vector<DropIndex> apps;
    std::vector<DropIndex> ghosts;
    for (int i = 0; i < count; ++i) {
        apps.push_back(graph.app());
    }
    for (auto const app : apps) {
        ghosts.push_back(graph.ghost());
        graph.edge(ghosts.back(), app);
    }
    make({.workers = 2, .cpus = 2}).start();
    std::vector<std::jthread> threads;
    for (unsigned id = 0; id < 2; ++id) {
        threads.emplace_back([this, id] { engine->work(WorkerId{id}); });
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        engine->remote_event(ghosts[i], DropEvent::completed);
        while (engine->counters().settled() <= i) {
            std::this_thread::yield();
        }
    }
    EXPECT_TRUE(engine->finished());
}

TEST_F(WorkerTest, ends_when_the_engine_is_cancelled_while_it_sleeps)
{
    auto const app = graph.app();
    graph.edge(graph.ghost(), app);
    make({.workers = 2, .cpus = 2}).start();
    {
        std::jthread const first{[this] { engine->work(WorkerId{0}); }};
        std::jthread const second{[this] { engine->work(WorkerId{1}); }};
        std::this_thread::yield();
        engine->cancel();
    }
    EXPECT_TRUE(engine->finished());
    EXPECT_EQ(state(app), DropState::cancelled);
}

TEST_F(WorkerTest, lets_every_drop_end_when_it_is_cancelled_in_the_middle)
{
    for (unsigned i = 0; i < 2000; ++i) {
        auto const app = graph.app();
        graph.path({app, graph.data(), graph.app()});
        if (i == 700) {
            host.on_run(app, [this](unsigned) {
                engine->cancel();
                return AppOutcome{};
            });
        }
    }
    run_threads({.workers = 4, .cpus = 4});
    EXPECT_TRUE(engine->finished());
    auto const counters = engine->counters();
    EXPECT_GT(counters.apps_cancelled, 0U);
    EXPECT_EQ(counters.apps_finished + counters.apps_cancelled, 4000U);
    EXPECT_EQ(counters.apps_running, 0U);
}

TEST_F(WorkerTest, runs_an_app_that_takes_all_cpus_although_small_ones_are_always_ready)
{
    auto const big = graph.app({.num_cpus = 4});
    graph.priority(big, 7);
    std::vector<DropIndex> small;
    for (int i = 0; i < 200; ++i) {
        small.push_back(graph.app());
        graph.priority(small.back(), 6);
    }
    std::atomic<int> small_before_big{0};
    std::atomic<bool> big_ran{false};
    for (auto const app : small) {
        host.on_run(app, [&](unsigned) {
            small_before_big += big_ran ? 0 : 1;
            std::this_thread::yield();
            return AppOutcome{};
        });
    }
    host.on_run(big, [&](unsigned) {
        big_ran = true;
        return AppOutcome{};
    });
    run_threads({.workers = 4, .cpus = 4});
    EXPECT_TRUE(engine->finished());
    EXPECT_LT(small_before_big, 50) << "the big one waits for a bounded number of small ones";
}

}  // namespace
}  // namespace atl::engine
