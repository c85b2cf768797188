#pragma once

#include <memory>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"

#include "support/engine/graph_builder.hpp"
#include "support/engine/scripted_host.hpp"

namespace atl::engine::test {

/// Runs the graph that a test builds, on one worker in the test's own thread or on several threads.
class EngineFixture : public ::testing::Test {
  protected:
    GraphBuilder graph;
    ScriptedHost host;
    SystemClock clock;
    std::unique_ptr<Engine> engine;

    /// The engine of the graph as it is now, not started.
    Engine& make(EngineOptions options = {})
    {
        engine = std::make_unique<Engine>(graph.topology(), host, clock, options);
        return *engine;
    }

    /// Run what is ready in this thread; false when some drops are not in a final state after that.
    bool drain()
    {
        while (engine->work_some(WorkerId{0}, 1000) == Activity::busy) {
        }
        return engine->finished();
    }

    /// Make the engine, start it and run what is ready.
    bool run()
    {
        make().start();
        return drain();
    }

    /// Make the engine, start it and run it with a thread per worker until it ends.
    void run_threads(EngineOptions options)
    {
        make(options).start();
        std::vector<std::jthread> threads;
        for (unsigned id = 0; id < options.workers; ++id) {
            threads.emplace_back([this, id] { engine->work(WorkerId{id}); });
        }
    }

    [[nodiscard]] DropState state(DropIndex drop) const { return engine->state(drop); }

    /// An app with \p inputs data roots that the host publishes, of which the first \p failing
    /// cannot be.
    DropIndex app_with_inputs(unsigned inputs, unsigned failing, TemplateRules rules = {})
    {
        std::vector<DropIndex> roots;
        for (unsigned i = 0; i < inputs; ++i) {
            roots.push_back(graph.data());
            if (i < failing) {
                host.fail_publish(roots.back());
            }
        }
        auto const app = graph.app(rules);
        for (auto const root : roots) {
            graph.edge(root, app);
        }
        return app;
    }

    /// An app that skips the outputs of \p mask, and those outputs.
    struct Branch {
        DropIndex app;
        DropIndex first;
        DropIndex second;
    };

    Branch branch(std::uint64_t mask)
    {
        Branch const made{.app = graph.app(), .first = graph.data(), .second = graph.data()};
        graph.edge(made.app, made.first).edge(made.app, made.second);
        host.on_run(made.app, [mask](unsigned) { return AppOutcome{.skipped_outputs = mask}; });
        return made;
    }
};

}  // namespace atl::engine::test
