#include "engine/runner.hpp"

#include <memory>

#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

using test::trivial;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class RunnerTest : public test::EngineFixture {};

TEST_F(RunnerTest, passes_a_failure_on_to_the_end_of_the_graph)
{
    auto const first = graph.app();
    auto const data = graph.data();
    auto const second = graph.app();
    auto const last = graph.data();
    graph.path({first, data, second, last});
    host.fail(first);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(first), DropState::error);
    EXPECT_EQ(state(data), DropState::error);
    EXPECT_EQ(state(second), DropState::error);
    EXPECT_EQ(state(last), DropState::error);
    EXPECT_THAT(host.runs(), ElementsAre(first.value));
}

TEST_F(RunnerTest, reports_each_drop_that_ends_without_having_run)
{
    auto const first = graph.app();
    auto const data = graph.data();
    auto const second = graph.app();
    graph.path({first, data, second});
    host.fail(first);

    EXPECT_TRUE(run());
    EXPECT_THAT(
        host.settled_drops(),
        ElementsAre(Pair(data.value, DropState::error), Pair(second.value, DropState::error)));
}

TEST_F(RunnerTest, tries_again_as_often_as_the_template_allows)
{
    auto const app = graph.app({.n_tries = 3});
    host.on_run(app, [](unsigned attempt) {
        return AppOutcome{.status = attempt == 3 ? AppOutcome::Status::finished
                                                 : AppOutcome::Status::failed};
    });

    EXPECT_TRUE(run());
    EXPECT_EQ(state(app), DropState::finished);
    EXPECT_EQ(engine->tries(app), 3U);
}

TEST_F(RunnerTest, gives_up_after_the_last_try)
{
    auto const app = graph.app({.n_tries = 2});
    host.fail(app);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(app), DropState::error);
    EXPECT_EQ(host.runs().size(), 2U);
}

TEST_F(RunnerTest, does_not_try_again_when_that_would_not_help)
{
    auto const app = graph.app({.n_tries = 3});
    host.fail(app, AppOutcome::Status::failed_for_good);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(app), DropState::error);
    EXPECT_EQ(engine->tries(app), 1U);
}

TEST_F(RunnerTest, has_no_tries_of_an_app_that_did_not_run)
{
    auto const app = app_with_inputs(1, 1);
    EXPECT_TRUE(run());
    EXPECT_EQ(engine->tries(app), 0U);
}

TEST_F(RunnerTest, fails_data_that_cannot_be_published)
{
    auto const app = graph.app();
    auto const data = graph.data();
    auto const consumer = graph.app();
    graph.path({app, data, consumer});
    host.fail_publish(data);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(app), DropState::finished);
    EXPECT_EQ(state(data), DropState::error);
    EXPECT_EQ(state(consumer), DropState::error);
}

TEST_F(RunnerTest, publishes_data_once_all_its_producers_are_done)
{
    auto const one = graph.app();
    auto const two = graph.app();
    auto const data = graph.data();
    graph.edge(one, data).edge(two, data);
    auto published_early = false;
    host.on_run(one, [&](unsigned) {
        published_early = published_early || !host.published().empty();
        return AppOutcome{};
    });
    host.on_run(two, [&](unsigned) {
        published_early = published_early || !host.published().empty();
        return AppOutcome{};
    });

    EXPECT_TRUE(run());
    EXPECT_FALSE(published_early);
    EXPECT_THAT(host.published(), ElementsAre(data.value));
}

TEST_F(RunnerTest, fails_data_of_which_one_producer_failed)
{
    auto const good = graph.app();
    auto const bad = graph.app();
    auto const data = graph.data();
    graph.edge(good, data).edge(bad, data);
    host.fail(bad);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(data), DropState::error);
    EXPECT_THAT(host.published(), IsEmpty());
}

TEST_F(RunnerTest, skips_the_output_that_a_branch_did_not_choose)
{
    auto const fork = branch(0b10);
    auto const chosen = graph.app();
    auto const other = graph.app();
    graph.edge(fork.first, chosen).edge(fork.second, other);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(fork.first), DropState::completed);
    EXPECT_EQ(state(fork.second), DropState::skipped);
    EXPECT_EQ(state(chosen), DropState::finished);
    EXPECT_EQ(state(other), DropState::skipped);
}

TEST_F(RunnerTest, tells_other_ranks_which_output_of_a_branch_is_skipped)
{
    auto const app = graph.app();
    auto const local = graph.data();
    graph.edge(app, local);
    graph.remote(app, {.rank = 1, .ghost = 10}).remote(app, {.rank = 2, .ghost = 20});
    host.on_run(app, [](unsigned) { return AppOutcome{.skipped_outputs = 0b010}; });

    EXPECT_TRUE(run());
    EXPECT_EQ(state(local), DropState::completed);
    EXPECT_THAT(host.notices(),
                UnorderedElementsAre(
                    test::ScriptedHost::Notice{app.value, DropEvent::skipped, {{1, 10}}},
                    test::ScriptedHost::Notice{app.value, DropEvent::completed, {{2, 20}}}));
}

TEST_F(RunnerTest, skips_what_follows_a_skipped_app)
{
    auto const fork = branch(0b01);
    auto const app = graph.app();
    auto const out = graph.data();
    graph.path({fork.first, app, out});

    EXPECT_TRUE(run());
    EXPECT_EQ(state(app), DropState::skipped);
    EXPECT_EQ(state(out), DropState::skipped);
    EXPECT_EQ(engine->tries(app), 0U);
}

TEST_F(RunnerTest, joins_the_ways_of_a_branch_in_an_app_that_blocks_skips)
{
    auto const fork = branch(0b01);
    auto const join = graph.app({.skip_rule = SkipRule::all_skip});
    graph.edge(fork.first, join).edge(fork.second, join);

    EXPECT_TRUE(run());
    EXPECT_EQ(state(join), DropState::finished);
}

TEST_F(RunnerTest, joins_the_ways_of_a_branch_in_data_that_blocks_skips)
{
    auto const fork = branch(0b01);
    auto const left = graph.app();
    auto const right = graph.app();
    auto const join = graph.data({.skip_rule = SkipRule::all_skip});
    graph.path({fork.first, left, join}).path({fork.second, right, join});

    EXPECT_TRUE(run());
    EXPECT_EQ(state(left), DropState::skipped);
    EXPECT_EQ(state(join), DropState::completed);
}

TEST_F(RunnerTest, ignores_events_beyond_those_that_an_app_waits_for)
{
    auto const app = app_with_inputs(4, 0);
    graph.expect(app, 2);

    EXPECT_TRUE(run());
    EXPECT_THAT(host.runs(), ElementsAre(app.value));
}

TEST_F(RunnerTest, runs_an_app_of_very_many_inputs_once_all_are_there)
{
    constexpr unsigned width = 5000;
    auto const join = graph.app();
    for (unsigned i = 0; i < width; ++i) {
        auto const app = graph.app(trivial());
        graph.path({app, graph.data(trivial()), join});
    }

    EXPECT_TRUE(run());
    EXPECT_THAT(host.runs(), ElementsAre(join.value));
}

TEST_F(RunnerTest, tells_others_of_a_drop_before_it_is_counted_as_done)
{
    auto const data = graph.data();
    graph.remote(data, {.rank = 1, .ghost = 0});
    std::uint64_t settled_when_told = 99;
    host.on_notify = [&] { settled_when_told = engine->counters().settled(); };

    EXPECT_TRUE(run());
    EXPECT_EQ(settled_when_told, 0U) << "a rank that is done must have nothing left to say";
}

}  // namespace
}  // namespace atl::engine
