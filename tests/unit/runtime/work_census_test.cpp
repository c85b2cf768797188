#include "runtime/work_census.hpp"

#include <gmock/gmock.h>

#include "runtime/topology_of.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"
#include "support/engine/scripted_host.hpp"

namespace atl::runtime {
namespace {

using engine::DropIndex;
using engine::WorkerId;
using manager::TemplateLoad;
using test::GraphText;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Goes on when it is told to.
class SetClock final : public Clock {
  public:
    std::int64_t monotonic_ns() const noexcept override { return now_ns; }
    std::int64_t wall_ns() const noexcept override { return now_ns; }
    std::int64_t now_ns{0};
};

/// Two apps "first" that weigh 3 s each and write what one app "second" each reads, which weighs 5.
class WorkCensusTest : public ::testing::Test {
  protected:
    static std::string graph()
    {
        GraphText text;
        for (auto const* const lane : {"a", "b"}) {
            std::string const name{lane};
            text.app("first" + name, "simple.SleepApp", {}, {{"d" + name, "d"}}, R"("weight":3)")
                .data("d" + name, test::memory)
                .app("second" + name, "simple.SleepApp", {{"d" + name, "d"}}, {}, R"("weight":5)");
        }
        return text.json();
    }

    WorkCensusTest() { engine.start(); }

    std::vector<TemplateLoad> count()
    {
        clock.now_ns += 100'000'000;
        census.advance();
        return census.latest();
    }

    SetClock clock;
    test::GraphSession session{graph()};
    EngineTopology topology{session.part(), session.runner(), RankShape{1, 1}};
    engine::test::ScriptedHost host;
    engine::Engine engine{topology.view(), host, clock, {}};
    WorkCensus census{session.part(), engine, topology.view().rules, clock};
};

TEST_F(WorkCensusTest, says_nothing_before_it_has_counted)
{
    EXPECT_THAT(census.latest(), IsEmpty());
}

TEST_F(WorkCensusTest, counts_what_could_start_and_expects_what_the_graph_says)
{
    auto const loads = count();
    ASSERT_THAT(loads, SizeIs(1)) << "what waits for apps that wait is not about to be ready";
    EXPECT_EQ(loads[0].ready, 2U);
    EXPECT_EQ(loads[0].soon, 0U);
    EXPECT_NEAR(static_cast<double>(loads[0].each_us), 3e6, 1e5);
}

TEST_F(WorkCensusTest, counts_what_waits_for_nothing_but_apps_that_run)
{
    static_cast<void>(engine.take_app(1, {[](void const*, DropIndex) { return true; }, nullptr}));
    auto const loads = count();
    ASSERT_THAT(loads, SizeIs(2));
    EXPECT_EQ(loads[0].ready, 1U);
    EXPECT_EQ(loads[1].soon, 1U);
    EXPECT_NEAR(static_cast<double>(loads[1].each_us), 5e6, 1e5);
}

TEST_F(WorkCensusTest, expects_no_less_than_those_that_run_have_been_running)
{
    static_cast<void>(engine.take_app(1, {[](void const*, DropIndex) { return true; }, nullptr}));
    clock.now_ns += 60'000'000'000;
    auto const loads = count();
    EXPECT_THAT(loads, testing::Contains(Field(&TemplateLoad::each_us, testing::Ge(60'000'000U))));
}

TEST_F(WorkCensusTest, is_empty_when_all_is_done)
{
    while (!engine.finished()) {
        static_cast<void>(engine.work_some(WorkerId{0}, 10));
    }
    EXPECT_THAT(count(), IsEmpty());
}

TEST_F(WorkCensusTest, counts_again_only_after_a_while)
{
    static_cast<void>(count());
    while (!engine.finished()) {
        static_cast<void>(engine.work_some(WorkerId{0}, 10));
    }
    census.advance();
    EXPECT_THAT(census.latest(), SizeIs(1));
}

}  // namespace
}  // namespace atl::runtime
