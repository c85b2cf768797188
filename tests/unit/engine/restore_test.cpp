#include "engine/restore.hpp"

#include <random>

#include "support/engine/cluster.hpp"
#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

using test::Cluster;
using test::RandomGraph;
using test::trivial;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr RestoredDrop completed{DropState::completed};
constexpr RestoredDrop finished{DropState::finished};
constexpr RestoredDrop failed{DropState::error};
constexpr RestoredDrop unfinished{DropState::not_run};

class RestoreTest : public test::EngineFixture {
  protected:
    /// Runs the graph to its end from what \p drops keeps.
    bool resume(std::vector<RestoredDrop> const& drops)
    {
        make().restore(drops);
        engine->start();
        return drain();
    }
};

TEST_F(RestoreTest, runs_only_what_was_not_done)
{
    auto const in = graph.data();
    auto const app = graph.app();
    auto const middle = graph.data();
    auto const last = graph.app();
    graph.path({in, app, middle, last});

    EXPECT_TRUE(resume({completed, finished, completed, unfinished}));
    EXPECT_THAT(host.runs(), ElementsAre(last.value));
    EXPECT_THAT(host.published(), IsEmpty());
    EXPECT_EQ(engine->counters().data_completed, 2U);
    EXPECT_EQ(engine->counters().apps_finished, 2U);
}

TEST_F(RestoreTest, of_everything_is_finished_before_the_start)
{
    graph.path({graph.data(), graph.app()});
    make().restore(std::vector{completed, finished});

    EXPECT_TRUE(engine->finished());
    EXPECT_FALSE(engine->interval(DropIndex{1}));
}

TEST_F(RestoreTest, keeps_failures_and_what_they_mean_for_others)
{
    auto const app = graph.app();
    auto const out = graph.data();
    auto const next = graph.app();
    graph.path({app, out, next});

    EXPECT_TRUE(resume({failed, unfinished, unfinished}));
    EXPECT_THAT(host.settled_drops(),
                ElementsAre(Pair(out.value, DropState::error), Pair(next.value, DropState::error)));
}

TEST_F(RestoreTest, counts_restored_failures_against_the_error_threshold)
{
    auto const tolerant = app_with_inputs(2, 0, {.input_error_threshold = 50});

    EXPECT_TRUE(resume({completed, failed, unfinished}));
    EXPECT_EQ(state(tolerant), DropState::finished);
}

TEST_F(RestoreTest, runs_what_was_cancelled)
{
    auto const app = graph.app();

    EXPECT_TRUE(resume({{DropState::cancelled}}));
    EXPECT_EQ(state(app), DropState::finished);
}

TEST_F(RestoreTest, hears_of_a_kept_drop_of_another_rank_without_a_message)
{
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    graph.edge(ghost, app);

    EXPECT_TRUE(resume({unfinished, completed}));
    EXPECT_EQ(state(app), DropState::finished);
}

TEST_F(RestoreTest, recomputes_an_input_for_one_reader_and_leaves_the_other_alone)
{
    auto const app = graph.app();
    auto const lost = graph.data(trivial());
    auto const done = graph.app();
    auto const open = graph.app();
    graph.path({app, lost, done}).path({lost, open});

    EXPECT_TRUE(resume({unfinished, unfinished, finished, unfinished}));
    EXPECT_THAT(host.runs(), ElementsAre(app.value, open.value));
}

TEST_F(RestoreTest, ignores_late_news_for_a_kept_drop_that_waits_for_few_of_many)
{
    auto const first = graph.app();
    auto const second = graph.app();
    auto const out = graph.data();
    graph.path({first, out}).path({second, out}).expect(out, 1);

    EXPECT_TRUE(resume({unfinished, unfinished, completed}));
    EXPECT_THAT(host.published(), IsEmpty());
    EXPECT_EQ(engine->counters().settled(), 3U);
}

TEST_F(RestoreTest, goes_on_with_the_number_of_tries)
{
    auto const app = graph.app({.n_tries = 3});
    std::vector<unsigned> attempts;
    host.on_run(app, [&attempts](unsigned attempt) {
        attempts.push_back(attempt);
        return AppOutcome{.status = AppOutcome::Status::failed};
    });

    EXPECT_TRUE(resume({{DropState::not_run, 1}}));
    EXPECT_THAT(attempts, ElementsAre(2, 3));
    EXPECT_EQ(engine->tries(app), 3U);
}

TEST_F(RestoreTest, tells_again_that_the_session_has_reached_its_end)
{
    graph.data({.session_end = SessionEnd::reached});
    int reached = 0;
    host.on_session_end = [&reached] { ++reached; };

    resume({completed});
    EXPECT_EQ(reached, 1);
}

/// States in which a session could have been when it broke off: of a random graph that ended as \p
/// ends say, some drops are done, and of those some are to be done again.
class BrokenOff {
  public:
    BrokenOff(RandomGraph const& graph, std::vector<DropState> ends, unsigned seed)
        : graph_(graph), ends_(std::move(ends)), random_(seed)
    {
        auto const share = random_() % 101;
        for (std::uint32_t drop = 0; drop < ends_.size(); ++drop) {
            kept_.push_back(random_() % 100 < share);
        }
        while (drop_contradictions()) {
        }
        for (std::uint32_t drop = 0; drop < ends_.size(); ++drop) {
            drops_.push_back(kept_[drop] ? RestoredDrop{ends_[drop]} : RestoredDrop{});
        }
    }

    [[nodiscard]] std::vector<RestoredDrop> const& drops() const { return drops_; }

  private:
    [[nodiscard]] bool contradicts(std::uint32_t drop) const
    {
        auto const& [rules, before, after, good, publishable, skipped] = graph_.drops()[drop];
        auto const again = [this](std::uint32_t other) { return !kept_[other]; };
        bool const derived = ends_[drop] == DropState::error || ends_[drop] == DropState::skipped;
        bool const is_app = rules.kind == DropKind::app;
        return ((derived || !is_app) && std::ranges::any_of(before, again)) ||
               (is_app && std::ranges::any_of(after, again) && skipped != 0);
    }

    bool drop_contradictions()
    {
        bool any = false;
        for (std::uint32_t drop = 0; drop < kept_.size(); ++drop) {
            if (kept_[drop] && contradicts(drop)) {
                kept_[drop] = false;
                any = true;
            }
        }
        return any;
    }

    RandomGraph const& graph_;
    std::vector<DropState> ends_;
    std::mt19937 random_;
    std::vector<bool> kept_;
    std::vector<RestoredDrop> drops_;
};

TEST(Restore, of_a_part_and_running_the_rest_is_as_running_the_whole)
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        RandomGraph const graph{seed, 120, {.failing = 10, .branching = 10}};
        auto const expected = graph.expected_states();
        BrokenOff const broken{graph, expected, seed};
        Cluster cluster{graph, 1 + seed % 3, {.workers = 2, .cpus = 2}};
        cluster.restore(broken.drops());
        cluster.run();
        ASSERT_EQ(cluster.states(), expected);
        for (std::uint32_t drop = 0; drop < expected.size(); ++drop) {
            ASSERT_TRUE(!broken.drops()[drop].kept() || cluster.attempts(drop) == 0);
        }
    }
}

}  // namespace
}  // namespace atl::engine
