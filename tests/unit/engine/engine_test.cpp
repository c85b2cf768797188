#include "atoll/engine/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine/graph_builder.hpp"
#include "support/engine/scripted_host.hpp"

namespace atl::engine {
namespace {

using test::GraphBuilder;
using test::ScriptedHost;
using test::trivial;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Runs what a test builds on one worker, in the test's own thread.
class EngineTest : public ::testing::Test {
  protected:
    GraphBuilder graph;
    ScriptedHost host;
    SystemClock clock;
    std::unique_ptr<Engine> engine;

    Engine& run()
    {
        engine = std::make_unique<Engine>(graph.topology(), host, clock, EngineOptions{});
        engine->start();
        while (engine->work_some(WorkerId{0}, 1000) == Activity::busy) {
        }
        return *engine;
    }
};

TEST_F(EngineTest, runs_a_chain_in_order_to_the_end)
{
    auto const in = graph.data();
    auto const app = graph.app();
    auto const out = graph.data();
    graph.path({in, app, out});

    EXPECT_TRUE(run().finished());
    EXPECT_EQ(engine->state(in), DropState::completed);
    EXPECT_EQ(engine->state(app), DropState::finished);
    EXPECT_EQ(engine->state(out), DropState::completed);
    EXPECT_THAT(host.runs(), ElementsAre(app.value));
    EXPECT_THAT(host.published(), ElementsAre(in.value, out.value));
}

}  // namespace
}  // namespace atl::engine
