#include "runtime/topology_of.hpp"

#include <gmock/gmock.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

using atl::test::GraphText;

/// One rank's part of a small graph, and a runner for it.
struct PartAndRunner {
    explicit PartAndRunner(std::string const& json)
    {
        auto const read = graph::read_physical_graph(json, "test", graph::FileCheck::off);
        part = graph::split_graph(read.graph, graph::Placement(read.graph.size()), 1).front();
        drops::RunnerOptions options;
        options.data_folder = options.scratch_folder = options.session_folder = folder.path();
        runner = std::make_unique<drops::DropRunner>(part, options);
    }
    atl::test::TempFolder folder;
    graph::Part part;
    std::unique_ptr<drops::DropRunner> runner;
};

std::string graph_with(std::string const& more)
{
    return GraphText{}
        .data("a", "file.FileDROP")
        .data("b", "file.FileDROP")
        .app("copy", "simple.SleepApp", {{"a", ""}, {"b", ""}}, {}, more)
        .json();
}

TEST(EngineTopology, an_app_that_states_no_cpus_takes_the_share_of_a_slot)
{
    PartAndRunner const given{graph_with(R"("n_tries":1)")};
    EngineTopology const topology{given.part, *given.runner, {8, 2}};
    EXPECT_EQ(topology.view().rules_of(engine::DropIndex{2}).num_cpus, 4);
}

TEST(EngineTopology, an_app_takes_the_cpus_it_states_but_not_more_than_there_are)
{
    PartAndRunner const given{graph_with(R"("num_cpus":64)")};
    EngineTopology const topology{given.part, *given.runner, {8, 8}};
    EXPECT_EQ(topology.view().rules_of(engine::DropIndex{2}).num_cpus, 8);
}

TEST(EngineTopology, an_app_waits_for_its_effective_inputs)
{
    PartAndRunner const given{graph_with(R"("n_tries":1)")};
    EngineTopology const topology{given.part, *given.runner, {1, 1}};
    EXPECT_THAT(topology.view().expected, testing::ElementsAre(0, 0, 2));
}

TEST(EngineTopology, limits_of_the_graph_become_rules_of_the_engine)
{
    PartAndRunner const given{
        graph_with(R"("n_tries":3,"input_error_threshold":50,"block_skip":true)")};
    EngineTopology const topology{given.part, *given.runner, {1, 1}};
    auto const& rules = topology.view().rules_of(engine::DropIndex{2});
    EXPECT_EQ(rules.n_tries, 3);
    EXPECT_EQ(rules.input_error_threshold, 50);
    EXPECT_EQ(rules.skip_rule, engine::SkipRule::all_skip);
}

TEST(EngineTopology, outputs_on_a_branch_not_taken_are_bits_of_a_mask)
{
    PartAndRunner const given{GraphText{}
                                  .app("copy", "simple.SleepApp", {}, {{"a", ""}, {"b", ""}})
                                  .data("a", "file.FileDROP")
                                  .data("b", "file.FileDROP")
                                  .json()};
    EngineTopology const topology{given.part, *given.runner, {1, 1}};
    EXPECT_EQ(topology.skip_mask(0, {2}), 2U);
    EXPECT_EQ(topology.skip_mask(0, {}), 0U);
}

}  // namespace
}  // namespace atl::runtime
