#include "engine/shared.hpp"

#include "atoll/core/error.hpp"

#include "support/engine/engine_fixture.hpp"

namespace atl::engine {
namespace {

using test::trivial;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class SharedTest : public test::EngineFixture {
  protected:
    std::unique_ptr<Shared> shared;

    void make_shared_state(EngineOptions options = {})
    {
        shared = std::make_unique<Shared>(graph.topology(), host, clock, options);
    }

    [[nodiscard]] bool has(DropIndex drop, std::uint8_t trait) const
    {
        return shared->cells[drop.index()].has(trait);
    }
};

TEST_F(SharedTest, completes_in_passing_only_data_of_one_producer_that_nobody_else_needs)
{
    auto const app = graph.app();
    auto const plain = graph.data(trivial());
    auto const published = graph.data();
    auto const told = graph.data(trivial());
    auto const root = graph.data(trivial());
    graph.edge(app, plain).edge(app, published).edge(app, told);
    graph.remote(told, {.rank = 1, .ghost = 0});
    make_shared_state();

    EXPECT_TRUE(has(plain, DropCell::plain_data));
    EXPECT_FALSE(has(published, DropCell::plain_data));
    EXPECT_FALSE(has(told, DropCell::plain_data));
    EXPECT_FALSE(has(root, DropCell::plain_data));
}

TEST_F(SharedTest, knows_which_drops_may_get_surplus_events)
{
    auto const some = app_with_inputs(3, 0);
    auto const all = app_with_inputs(3, 0);
    graph.expect(some, 2);
    make_shared_state();
    EXPECT_TRUE(has(some, DropCell::surplus));
    EXPECT_FALSE(has(all, DropCell::surplus));
}

TEST_F(SharedTest, counts_cpus_only_when_they_can_run_short)
{
    graph.app();
    make_shared_state({.workers = 2, .cpus = 2});
    EXPECT_FALSE(shared->cpus_limited);
    make_shared_state({.workers = 3, .cpus = 2});
    EXPECT_TRUE(shared->cpus_limited);
    graph.app({.num_cpus = 2});
    make_shared_state({.workers = 2, .cpus = 2});
    EXPECT_TRUE(shared->cpus_limited);
}

TEST_F(SharedTest, refuses_arrays_of_the_wrong_size)
{
    graph.app();
    auto topology = graph.topology();
    topology.owned = 2;
    EXPECT_THAT([&] { Shared(topology, host, clock, {}); },
                ThrowsMessage<Error>(HasSubstr("2 own drops and 0 ghosts")));
}

TEST_F(SharedTest, refuses_a_successor_of_another_rank)
{
    auto const app = graph.app();
    auto const ghost = graph.ghost();
    std::vector<std::uint32_t> const offsets{0, 1, 1};
    std::vector<std::uint32_t> const successors{ghost.value};
    auto topology = graph.topology();
    topology.successor_offsets = offsets;
    topology.successors = successors;
    EXPECT_EQ(app.value, 0U);
    EXPECT_THAT([&] { Shared(topology, host, clock, {}); },
                ThrowsMessage<Error>(HasSubstr("drop 1 is a successor but not an own drop")));
}

TEST_F(SharedTest, refuses_a_template_without_rules)
{
    graph.app();
    std::vector<std::uint32_t> const template_of{7};
    auto topology = graph.topology();
    topology.template_of = template_of;
    EXPECT_THAT([&] { Shared(topology, host, clock, {}); },
                ThrowsMessage<Error>(HasSubstr("drop 0 has a template without rules")));
}

TEST_F(SharedTest, refuses_an_engine_without_workers)
{
    EXPECT_THAT([&] { make_shared_state({.workers = 0}); },
                ThrowsMessage<Error>(HasSubstr("0 workers and 1 CPUs")));
}

}  // namespace
}  // namespace atl::engine
