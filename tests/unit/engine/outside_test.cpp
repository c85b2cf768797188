#include "engine/outside.hpp"

#include <atomic>
#include <deque>
#include <random>

#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

using test::EngineFixture;

constexpr TemplateRules lendable{.lending = Lending::allowed};

/// Apps that are taken out of the engine while its only worker is in the test's own thread.
class OutsideTest : public EngineFixture {
  protected:
    std::optional<LentApp> take(unsigned most_cpus = 1) { return engine->take_app(most_cpus, {}); }
};

TEST_F(OutsideTest, a_ready_app_is_taken_run_elsewhere_and_finished)
{
    auto const app = graph.app(lendable);
    auto const data = graph.data();
    graph.edge(app, data);
    make().start();
    auto const taken = take();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->app, app);
    EXPECT_EQ(taken->attempt, 1U);
    EXPECT_EQ(state(app), DropState::running);
    EXPECT_FALSE(drain());
    engine->finish_app(app, {});
    EXPECT_TRUE(drain());
    EXPECT_EQ(state(app), DropState::finished);
    EXPECT_EQ(state(data), DropState::completed);
    EXPECT_TRUE(host.runs().empty());
}

TEST_F(OutsideTest, an_app_that_is_returned_runs_here_without_a_try_charged)
{
    auto const app = graph.app(lendable);
    make().start();
    ASSERT_TRUE(take());
    engine->return_app(app);
    EXPECT_EQ(state(app), DropState::not_run);
    EXPECT_TRUE(drain());
    EXPECT_EQ(host.runs().size(), 1U);
    EXPECT_EQ(engine->tries(app), 1U);
}

TEST_F(OutsideTest, an_app_that_may_not_go_is_left_where_it_is)
{
    auto const app = graph.app();
    make().start();
    EXPECT_FALSE(take());
    EXPECT_TRUE(drain());
    EXPECT_EQ(state(app), DropState::finished);
}

TEST_F(OutsideTest, the_app_of_the_highest_level_goes_first)
{
    graph.app(lendable);
    auto const urgent = graph.app(lendable);
    graph.priority(urgent, 5);
    make().start();
    auto const taken = take();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->app, urgent);
    engine->return_app(urgent);
}

TEST_F(OutsideTest, what_is_passed_over_keeps_its_order)
{
    auto const small = graph.app(lendable);
    auto const here = graph.app();
    make().start();
    auto const taken = take();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->app, small);
    EXPECT_FALSE(drain());
    EXPECT_EQ(host.runs(), std::vector{here.value});
    engine->finish_app(small, {});
}

TEST_F(OutsideTest, an_app_of_too_many_cpus_is_not_taken)
{
    graph.app({.num_cpus = 4, .lending = Lending::allowed});
    make({.workers = 1, .cpus = 4}).start();
    EXPECT_FALSE(take(3));
    auto const taken = take(4);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->cpus, 4U);
    engine->return_app(taken->app);
}

TEST_F(OutsideTest, only_an_app_that_is_wanted_is_taken)
{
    graph.app(lendable);
    make().start();
    AppFilter const none{[](void const*, DropIndex) { return false; }};
    EXPECT_FALSE(engine->take_app(1, none));
    EXPECT_TRUE(drain());
}

TEST_F(OutsideTest, a_failure_is_tried_again_while_there_are_tries)
{
    auto const app = graph.app({.n_tries = 2, .lending = Lending::allowed});
    make().start();
    ASSERT_TRUE(take());
    engine->finish_app(app, {.status = AppOutcome::Status::failed});
    EXPECT_EQ(state(app), DropState::not_run);
    auto const again = take();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempt, 2U);
    engine->finish_app(app, {.status = AppOutcome::Status::failed});
    EXPECT_EQ(state(app), DropState::error);
    EXPECT_TRUE(engine->finished());
}

TEST_F(OutsideTest, a_try_elsewhere_counts_for_the_tries_here)
{
    auto const app = graph.app({.n_tries = 2, .lending = Lending::allowed});
    host.fail(app);
    make().start();
    ASSERT_TRUE(take());
    engine->finish_app(app, {.status = AppOutcome::Status::failed});
    EXPECT_TRUE(drain());
    EXPECT_EQ(host.runs().size(), 1U);
    EXPECT_EQ(state(app), DropState::error);
}

TEST_F(OutsideTest, a_failure_for_good_is_not_tried_again)
{
    auto const app = graph.app({.n_tries = 5, .lending = Lending::allowed});
    make().start();
    ASSERT_TRUE(take());
    engine->finish_app(app, {.status = AppOutcome::Status::failed_for_good});
    EXPECT_EQ(state(app), DropState::error);
}

TEST_F(OutsideTest, a_cancelled_engine_waits_for_what_is_lent)
{
    auto const app = graph.app(lendable);
    make().start();
    ASSERT_TRUE(take());
    engine->cancel();
    EXPECT_FALSE(engine->finished());
    EXPECT_FALSE(take());
    engine->return_app(app);
    EXPECT_TRUE(engine->finished());
    EXPECT_EQ(state(app), DropState::cancelled);
}

TEST_F(OutsideTest, an_app_that_succeeds_after_the_end_of_the_session_has_finished)
{
    auto const app = graph.app(lendable);
    auto const data = graph.data();
    graph.edge(app, data);
    make().start();
    ASSERT_TRUE(take());
    engine->end_session();
    engine->finish_app(app, {});
    EXPECT_EQ(state(app), DropState::finished);
    EXPECT_TRUE(engine->finished());
}

TEST_F(OutsideTest, counters_tell_what_waits_and_what_is_lent)
{
    graph.app({.lending = Lending::allowed, .cost_us = 30});
    graph.app({.lending = Lending::allowed, .cost_us = 30});
    make().start();
    EXPECT_EQ(engine->counters().apps_waiting, 2U);
    EXPECT_EQ(engine->counters().waiting_us, 60U);
    auto const taken = take();
    EXPECT_EQ(engine->counters().apps_waiting, 1U);
    EXPECT_EQ(engine->counters().apps_lent, 1U);
    engine->finish_app(taken->app, {});
    EXPECT_TRUE(drain());
    auto const counters = engine->counters();
    EXPECT_EQ(counters.apps_waiting, 0U);
    EXPECT_EQ(counters.apps_lent, 0U);
    EXPECT_EQ(counters.ended_us, 60U);
}

/// Somebody outside takes apps, finishes them or gives them back, while workers run.
void play_outside(Engine& engine, std::mt19937& random, std::atomic<bool> const& stop)
{
    std::deque<DropIndex> held;
    while (!engine.finished() && (!stop || !held.empty())) {
        if (held.size() < 4) {
            if (auto const taken = engine.take_app(1, {})) {
                held.push_back(taken->app);
                continue;
            }
        }
        if (held.empty()) {
            continue;
        }
        auto const app = held.front();
        held.pop_front();
        if (random() % 3 == 0) {
            engine.return_app(app);
        } else {
            engine.finish_app(app, {});
        }
    }
    for (auto const app : held) {
        engine.return_app(app);
    }
}

class OutsideOnThreads : public EngineFixture {
  protected:
    void layers(unsigned width, unsigned depth)
    {
        std::vector<DropIndex> above;
        for (unsigned layer = 0; layer < depth; ++layer) {
            std::vector<DropIndex> here;
            for (unsigned i = 0; i < width; ++i) {
                auto const app = graph.app(lendable);
                auto const data = graph.data();
                if (!above.empty()) {
                    graph.edge(above[i], app).edge(above[(i + 1) % width], app);
                }
                graph.edge(app, data);
                here.push_back(data);
            }
            above = here;
        }
    }
};

TEST_F(OutsideOnThreads, nothing_is_lost_or_done_twice_while_workers_run)
{
    layers(16, 60);
    make({.workers = 2, .cpus = 2}).start();
    std::atomic<bool> const stop{false};
    {
        std::jthread const first{[&] { engine->work(WorkerId{0}); }};
        std::jthread const second{[&] { engine->work(WorkerId{1}); }};
        std::mt19937 random{7};
        play_outside(*engine, random, stop);
    }
    auto const counters = engine->counters();
    EXPECT_EQ(counters.apps_finished, 16U * 60U);
    EXPECT_EQ(counters.data_completed, 16U * 60U);
    EXPECT_EQ(counters.apps_waiting, 0U);
    EXPECT_EQ(counters.apps_lent, 0U);
}

TEST_F(OutsideOnThreads, cancellation_comes_to_an_end_whenever_it_comes)
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        graph = {};
        layers(8, 20);
        make({.workers = 2, .cpus = 2}).start();
        std::atomic<bool> stop{false};
        {
            std::jthread const first{[&] { engine->work(WorkerId{0}); }};
            std::jthread const second{[&] { engine->work(WorkerId{1}); }};
            std::jthread const outside{[&] {
                std::mt19937 random{seed};
                play_outside(*engine, random, stop);
            }};
            while (engine->counters().settled() < seed * 8) {
            }
            engine->cancel();
            stop = true;
        }
        EXPECT_TRUE(engine->finished()) << "seed " << seed;
    }
}

}  // namespace
}  // namespace atl::engine
