#include "atoll/engine/engine.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

#include "atoll/core/error.hpp"

#include "bench/idle_host.hpp"
#include "bench/shapes.hpp"
#include "support/engine/engine_fixture.hpp"

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

// Not inlined: the compiler would take malloc and free for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t size)
{
    ++allocations;
    if (void* const memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc{};
}

[[gnu::noinline]] void operator delete(void* memory) noexcept
{
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}

namespace atl::engine {
namespace {

using test::trivial;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class EngineTest : public test::EngineFixture {};

TEST_F(EngineTest, runs_a_chain_in_order_to_the_end)
{
    auto const in = graph.data();
    auto const app = graph.app();
    auto const out = graph.data();
    graph.path({in, app, out});

    EXPECT_TRUE(run());
    EXPECT_EQ(state(in), DropState::completed);
    EXPECT_EQ(state(app), DropState::finished);
    EXPECT_EQ(state(out), DropState::completed);
    EXPECT_THAT(host.runs(), ElementsAre(app.value));
    EXPECT_THAT(host.published(), ElementsAre(in.value, out.value));
}

TEST_F(EngineTest, of_no_drops_is_finished_at_once)
{
    EXPECT_EQ(make().work_some(WorkerId{0}, 1), Activity::ended);
    EXPECT_TRUE(engine->finished());
}

TEST_F(EngineTest, asks_the_host_for_nothing_when_drops_are_trivial)
{
    auto const in = graph.data(trivial());
    auto const app = graph.app(trivial());
    auto const out = graph.data(trivial());
    graph.path({in, app, out});

    EXPECT_TRUE(run());
    EXPECT_EQ(state(app), DropState::finished);
    EXPECT_EQ(state(out), DropState::completed);
    EXPECT_THAT(host.runs(), IsEmpty());
    EXPECT_THAT(host.published(), IsEmpty());
}

TEST_F(EngineTest, counts_drops_by_state)
{
    auto const app = app_with_inputs(2, 1);
    auto const out = graph.data();
    graph.edge(app, out);
    auto const other = graph.app();
    graph.path({other, graph.data()});

    EXPECT_TRUE(run());
    auto counted = engine->counters();
    counted.busy_us = 0;  // by the machine's clock
    EXPECT_EQ(
        counted,
        (Counters{.data_completed = 2, .data_error = 2, .apps_finished = 1, .apps_error = 1}));
}

TEST_F(EngineTest, stops_after_the_limit_and_says_that_there_is_more)
{
    graph.app();
    graph.app();
    make().start();

    EXPECT_EQ(engine->work_some(WorkerId{0}, 1), Activity::busy);
    EXPECT_EQ(host.runs().size(), 1U);
    EXPECT_EQ(engine->work_some(WorkerId{0}, 5), Activity::ended);
}

TEST_F(EngineTest, runs_the_drop_of_the_highest_level_first)
{
    auto const low = graph.app();
    auto const high = graph.app();
    auto const middle = graph.app();
    graph.priority(low, 1).priority(high, 7).priority(middle, 4);

    EXPECT_TRUE(run());
    EXPECT_THAT(host.runs(), ElementsAre(high.value, middle.value, low.value));
}

TEST_F(EngineTest, prefers_what_became_ready_to_what_was_when_its_level_is_higher)
{
    auto const first = graph.app();
    auto const data = graph.data(trivial());
    auto const urgent = graph.app();
    auto const low = graph.app();
    graph.path({first, data, urgent});
    graph.priority(first, 5).priority(urgent, 4).priority(low, 3);

    EXPECT_TRUE(run());
    EXPECT_THAT(host.runs(), ElementsAre(first.value, urgent.value, low.value));
}

TEST_F(EngineTest, prefers_what_was_ready_to_what_became_so_when_its_level_is_higher)
{
    auto const first = graph.app();
    auto const data = graph.data(trivial());
    auto const low = graph.app();
    auto const urgent = graph.app();
    graph.path({first, data, low});
    graph.priority(first, 5).priority(low, 3).priority(urgent, 4);

    EXPECT_TRUE(run());
    EXPECT_THAT(host.runs(), ElementsAre(first.value, urgent.value, low.value));
}

TEST_F(EngineTest, tells_another_rank_once_of_a_drop)
{
    auto const app = graph.app();
    auto const out = graph.data();
    graph.edge(app, out);
    graph.remote(out, {.rank = 3, .ghost = 17}).remote(out, {.rank = 5, .ghost = 2});

    EXPECT_TRUE(run());
    EXPECT_THAT(host.notices(),
                ElementsAre(test::ScriptedHost::Notice{
                    out.value, DropEvent::completed, {{3, 17}, {5, 2}}}));
}

TEST_F(EngineTest, tells_another_rank_of_a_failure)
{
    auto const app = graph.app();
    host.fail(app);
    graph.remote(app, {.rank = 3, .ghost = 17});

    EXPECT_TRUE(run());
    EXPECT_THAT(host.notices(),
                ElementsAre(test::ScriptedHost::Notice{app.value, DropEvent::failed, {{3, 17}}}));
}

TEST_F(EngineTest, waits_for_the_drops_of_other_ranks)
{
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.edge(ghost, app);

    EXPECT_FALSE(run());
    engine->remote_event(ghost, DropEvent::completed);
    EXPECT_TRUE(drain());
    EXPECT_EQ(state(app), DropState::finished);
}

TEST_F(EngineTest, fails_an_app_whose_input_failed_on_another_rank)
{
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.edge(ghost, app);
    make().start();

    engine->remote_event(ghost, DropEvent::failed);
    EXPECT_TRUE(drain());
    EXPECT_EQ(state(app), DropState::error);
    EXPECT_THAT(host.settled_drops(), ElementsAre(Pair(app.value, DropState::error)));
}

TEST_F(EngineTest, completes_data_that_an_app_of_another_rank_produces)
{
    auto const data = graph.data();
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.path({ghost, data, app});
    make().start();

    engine->remote_event(ghost, DropEvent::completed);
    EXPECT_THAT(host.published(), IsEmpty()) << "the progress thread runs no drops";
    EXPECT_TRUE(drain());
    EXPECT_THAT(host.published(), ElementsAre(data.value));
    EXPECT_EQ(state(app), DropState::finished);
}

TEST_F(EngineTest, reports_the_end_of_the_session_when_the_end_drop_completes)
{
    graph.data({.session_end = SessionEnd::reached});
    int reached = 0;
    host.on_session_end = [&] { ++reached; };

    EXPECT_TRUE(run());
    EXPECT_EQ(reached, 1);
}

TEST_F(EngineTest, skips_what_is_left_when_the_session_ends)
{
    auto const end = graph.data({.session_end = SessionEnd::reached});
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.edge(ghost, app);
    host.on_session_end = [&] { engine->end_session(); };

    run();
    EXPECT_TRUE(engine->finished());
    EXPECT_EQ(state(end), DropState::completed);
    EXPECT_EQ(state(app), DropState::skipped);
}

TEST_F(EngineTest, cancels_what_is_left)
{
    auto const first = graph.app();
    auto const data = graph.data();
    auto const second = graph.app();
    graph.path({first, data, second});
    host.on_run(first, [&](unsigned) {
        engine->cancel();
        return AppOutcome{};
    });

    run();
    EXPECT_TRUE(engine->finished());
    EXPECT_EQ(state(first), DropState::finished);
    EXPECT_EQ(state(data), DropState::completed) << "its content is there";
    EXPECT_EQ(state(second), DropState::cancelled);
    EXPECT_THAT(host.settled_drops(), ElementsAre(Pair(second.value, DropState::cancelled)));
}

TEST_F(EngineTest, cancels_a_running_app_that_fails_by_it_without_another_try)
{
    auto const app = graph.app({.n_tries = 5});
    auto const out = graph.data();
    graph.edge(app, out);
    host.on_run(app, [&](unsigned) {
        engine->cancel();
        return AppOutcome{.status = AppOutcome::Status::failed};
    });

    run();
    EXPECT_TRUE(engine->finished());
    EXPECT_EQ(state(app), DropState::cancelled);
    EXPECT_EQ(state(out), DropState::cancelled);
    EXPECT_EQ(engine->tries(app), 1U);
}

TEST_F(EngineTest, that_is_cancelled_before_it_starts_runs_nothing)
{
    auto const app = graph.app();
    make().cancel();
    engine->start();

    EXPECT_EQ(engine->work_some(WorkerId{0}, 10), Activity::ended);
    EXPECT_EQ(state(app), DropState::cancelled);
    EXPECT_THAT(host.runs(), IsEmpty());
}

TEST_F(EngineTest, ignores_remote_events_after_it_was_cancelled)
{
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.edge(ghost, app);
    make().start();
    engine->cancel();
    engine->remote_event(ghost, DropEvent::completed);

    EXPECT_EQ(state(app), DropState::cancelled);
    EXPECT_EQ(engine->counters().settled(), 1U);
}

TEST_F(EngineTest, remembers_when_an_app_ran)
{
    auto const app = graph.app();
    auto const waiting = graph.app();
    graph.edge(graph.ghost(), waiting);
    host.on_run(app, [&](unsigned) {
        EXPECT_TRUE(engine->interval(app).has_value());
        auto const begin = clock.monotonic_ns();
        while (clock.monotonic_ns() < begin + 100'000) {
        }
        return AppOutcome{};
    });

    EXPECT_FALSE(run());
    EXPECT_GE(engine->interval(app)->duration_ns, 99'000);
    EXPECT_EQ(engine->interval(waiting), std::nullopt);
}

TEST_F(EngineTest, lets_completed_data_expire_and_be_deleted)
{
    auto const data = graph.data();
    EXPECT_TRUE(run());

    engine->mark_expired(data);
    EXPECT_EQ(state(data), DropState::expired);
    engine->mark_deleted(data);
    EXPECT_EQ(state(data), DropState::deleted);
}

TEST_F(EngineTest, lets_data_that_nobody_reads_be_deleted_as_soon_as_it_is_published)
{
    auto const data = graph.data();
    host.on_publish = [this](DropIndex published) {
        engine->mark_expired(published);
        engine->mark_deleted(published);
    };

    EXPECT_TRUE(run());
    EXPECT_EQ(state(data), DropState::deleted);
    EXPECT_EQ(engine->counters().data_completed, 1U);
}

TEST_F(EngineTest, holds_no_more_than_16_bytes_per_drop)
{
    constexpr std::size_t drops = 10'000;
    for (std::size_t i = 0; i < drops; ++i) {
        graph.app();
    }
    EXPECT_LT(make().memory(), 16 * drops + 8192);
}

TEST_F(EngineTest, refuses_a_drop_that_waits_for_more_events_than_can_come)
{
    auto const app = graph.app();
    graph.expect(app, 2);
    EXPECT_THAT([&] { make(); },
                ::testing::ThrowsMessage<Error>(HasSubstr("drop 0 waits for 2 events")));
}

TEST_F(EngineTest, refuses_more_cpus_for_an_app_than_the_rank_has)
{
    graph.app({.num_cpus = 4});
    EXPECT_THAT([&] { make({.workers = 1, .cpus = 2}); },
                ::testing::ThrowsMessage<Error>(HasSubstr("4 CPUs on a rank of 2")));
}

std::size_t allocations_of_a_run(HostCalls host_calls)
{
    bench::DropGraph const graph{bench::wavefront(30), host_calls};
    bench::IdleHost host;
    SystemClock const clock;
    Engine engine{graph.topology(), host, clock, {}};
    auto const before = allocations.load();
    engine.start();
    engine.work(WorkerId{0});
    EXPECT_TRUE(engine.finished());
    return allocations - before;
}

TEST_F(EngineTest, allocates_nothing_once_it_runs)
{
    EXPECT_EQ(allocations_of_a_run(HostCalls::none), 0U);
    EXPECT_EQ(allocations_of_a_run(HostCalls::needed), 0U);
}

}  // namespace
}  // namespace atl::engine
