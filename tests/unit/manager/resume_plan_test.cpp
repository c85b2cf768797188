#include "atoll/manager/resume_plan.hpp"

#include <map>
#include <random>
#include <set>
#include <string>

#include <gmock/gmock.h>

#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_text.hpp"

namespace atl::manager {
namespace {

using graph::PhysicalGraph;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto app = "simple.SleepApp";

/// A session that broke off, drop by drop in the words of a test.
class ResumePlanTest : public ::testing::Test {
  protected:
    test::GraphText text;
    PhysicalGraph graph;
    journal::SessionSnapshot snapshot;
    ResumeWish wish;
    std::set<std::string> gone;    ///< Completed data whose content cannot be read any more.
    std::set<std::string> staged;  ///< Unfinished data whose producers' writes are still there.

    /// A chain data, app, data, app, ...: "d0", "a1", "d2", ...
    void chain(unsigned size)
    {
        for (unsigned i = 0; i < size; ++i) {
            auto const number = std::to_string(i);
            if (i % 2 == 0) {
                text.data("d" + number, "memory.InMemoryDROP");
            } else {
                std::vector<test::Link> outputs;
                if (i + 1 < size) {
                    outputs.push_back({"d" + std::to_string(i + 1), "x"});
                }
                text.app("a" + number, app, {{"d" + std::to_string(i - 1), "x"}}, outputs);
            }
        }
    }

    /// States as recorded, by oid; the others had not begun.
    void record(std::map<std::string, DropState> const& states)
    {
        auto read = graph::read_physical_graph(text.json(), "test");
        read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, "test");
        graph = std::move(read.graph);
        snapshot.epoch = 1;
        snapshot.drops.resize(graph.size());
        for (auto const& [oid, state] : states) {
            at(oid).state = state;
            at(oid).epoch = 1;
            at(oid).tries = 1;
        }
    }

    [[nodiscard]] DropId id(std::string const& oid) const
    {
        for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
            if (graph.oid(DropId{drop}) == oid) {
                return DropId{drop};
            }
        }
        ADD_FAILURE() << oid;
        return DropId{0};
    }
    journal::DropRecord& at(std::string const& oid) { return snapshot.drops[id(oid).index()]; }

    [[nodiscard]] ResumePlan plan() const
    {
        return plan_resume(graph,
                           snapshot,
                           wish,
                           {[this](DropId data) { return !gone.contains(graph.oid(data)); },
                            [this](DropId data) { return staged.contains(graph.oid(data)); }});
    }

    [[nodiscard]] std::vector<std::string> to_run() const
    {
        std::vector<std::string> oids;
        auto const made = plan();
        for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
            if (!made.drops[drop].kept()) {
                oids.push_back(graph.oid(DropId{drop}));
            }
        }
        return oids;
    }
};

constexpr auto completed = DropState::completed;
constexpr auto finished = DropState::finished;
constexpr auto error = DropState::error;

TEST_F(ResumePlanTest, runs_only_what_had_not_ended)
{
    chain(5);
    record({{"d0", completed}, {"a1", finished}, {"d2", completed}});
    EXPECT_THAT(to_run(), ElementsAre("a3", "d4"));
    EXPECT_EQ(plan().to_run(), 2U);
}

TEST_F(ResumePlanTest, keeps_what_is_gone_when_nobody_reads_it)
{
    chain(5);
    record({{"d0", completed}, {"a1", finished}, {"d2", completed}});
    gone = {"d0"};
    EXPECT_THAT(to_run(), ElementsAre("a3", "d4"));
}

TEST_F(ResumePlanTest, makes_content_anew_from_the_nearest_that_exists)
{
    chain(7);
    record({{"d0", completed},
            {"a1", finished},
            {"d2", completed},
            {"a3", finished},
            {"d4", completed}});
    gone = {"d4"};
    EXPECT_THAT(to_run(), ElementsAre("a3", "d4", "a5", "d6"));
    gone = {"d4", "d2"};
    EXPECT_THAT(to_run(), ElementsAre("a1", "d2", "a3", "d4", "a5", "d6"));
    EXPECT_EQ(plan().verdicts[id("a1").index()].reason, ResumeReason::needed);
    EXPECT_EQ(plan().verdicts[id("a1").index()].because, id("d2"));
    EXPECT_EQ(plan().verdicts[id("d2").index()].reason, ResumeReason::content_gone);
    EXPECT_EQ(plan().verdicts[id("d0").index()].reason, ResumeReason::done);
}

TEST_F(ResumePlanTest, keeps_a_producer_whose_writes_are_still_there)
{
    chain(3);
    record({{"d0", completed}, {"a1", finished}});
    EXPECT_THAT(to_run(), ElementsAre("a1", "d2"));
    staged = {"d2"};
    EXPECT_THAT(to_run(), ElementsAre("d2"));
}

TEST_F(ResumePlanTest, runs_all_producers_of_content_that_is_made_anew)
{
    text.data("d", "memory.InMemoryDROP");
    text.app("a", app, {}, {{"d", "x"}}).app("b", app, {}, {{"d", "x"}});
    text.app("c", app, {{"d", "x"}}, {});
    record({{"d", completed}, {"a", finished}, {"b", finished}});
    gone = {"d"};
    EXPECT_THAT(to_run(), ElementsAre("d", "a", "b", "c"));
}

TEST_F(ResumePlanTest, infers_that_the_maker_of_complete_outputs_has_finished)
{
    chain(4);
    record({{"d0", completed}, {"a1", DropState::running}, {"d2", completed}});
    EXPECT_THAT(to_run(), ElementsAre("a3"));
}

TEST_F(ResumePlanTest, leaves_readers_alone_that_have_finished)
{
    text.data("d", "memory.InMemoryDROP").app("p", app, {}, {{"d", "x"}});
    text.app("done", app, {{"d", "x"}}, {}).app("open", app, {{"d", "x"}}, {});
    record({{"d", completed}, {"p", finished}, {"done", finished}});
    gone = {"d"};
    EXPECT_THAT(to_run(), ElementsAre("d", "p", "open"));
}

TEST_F(ResumePlanTest, lets_failures_stand_when_ranks_were_lost)
{
    chain(5);
    record({{"d0", completed}, {"a1", error}, {"d2", error}});
    EXPECT_THAT(to_run(), ElementsAre("a3", "d4"));
    EXPECT_EQ(plan().verdicts[id("a1").index()].reason, ResumeReason::still_failed);
}

TEST_F(ResumePlanTest, runs_failed_drops_again_for_a_person)
{
    chain(5);
    record({{"d0", completed}, {"a1", error}, {"d2", error}, {"a3", error}, {"d4", error}});
    wish = {1, FailedDrops::run_again, {}, {}};
    EXPECT_THAT(to_run(), ElementsAre("a1", "d2", "a3", "d4"));
}

TEST_F(ResumePlanTest, lets_failures_stand_that_came_after_the_wish)
{
    chain(2);
    record({{"d0", completed}, {"a1", error}});
    at("a1").epoch = 2;
    wish = {1, FailedDrops::run_again, {}, {}};
    EXPECT_THAT(to_run(), IsEmpty());
}

TEST_F(ResumePlanTest, runs_only_failed_drops_and_what_they_need)
{
    text.data("d", "memory.InMemoryDROP").data("e", "memory.InMemoryDROP");
    text.app("bad", app, {{"d", "x"}}, {}).app("p", app, {}, {{"d", "x"}});
    text.app("other", app, {}, {{"e", "x"}});
    record({{"bad", error}});
    wish = {1, FailedDrops::only, {}, {}};
    EXPECT_THAT(to_run(), ElementsAre("d", "bad", "p"));
}

TEST_F(ResumePlanTest, runs_a_drop_and_all_after_it_when_asked)
{
    chain(5);
    record({{"d0", completed},
            {"a1", finished},
            {"d2", completed},
            {"a3", finished},
            {"d4", completed}});
    wish = {1, FailedDrops::run_again, {id("a3")}, {}};
    EXPECT_THAT(to_run(), ElementsAre("a3", "d4"));
    EXPECT_EQ(plan().verdicts[id("d4").index()].reason, ResumeReason::follows);
}

TEST_F(ResumePlanTest, runs_what_changed_and_all_after_it)
{
    chain(5);
    record({{"d0", completed},
            {"a1", finished},
            {"d2", completed},
            {"a3", finished},
            {"d4", completed}});
    wish = {1, FailedDrops::run_again, {}, {id("a1")}};
    EXPECT_THAT(to_run(), ElementsAre("a1", "d2", "a3", "d4"));
    EXPECT_EQ(plan().verdicts[id("a1").index()].reason, ResumeReason::changed);
}

TEST_F(ResumePlanTest, does_not_charge_the_try_that_was_under_way)
{
    chain(2);
    record({{"d0", completed}, {"a1", DropState::running}});
    at("a1").tries = 2;
    EXPECT_EQ(plan().drops[id("a1").index()], (RestoredDrop{DropState::not_run, 1}));
}

TEST_F(ResumePlanTest, sets_a_drop_aside_that_was_in_three_lost_ranks)
{
    chain(2);
    record({{"d0", completed}, {"a1", DropState::running}});
    at("a1").lost_tries = 3;
    EXPECT_EQ(plan().drops[id("a1").index()].state, error);
    EXPECT_EQ(plan().verdicts[id("a1").index()].reason, ResumeReason::lost_too_often);
    wish = {1, FailedDrops::run_again, {}, {}};
    EXPECT_THAT(to_run(), ElementsAre("a1")) << "a person may try again";
}

TEST_F(ResumePlanTest, decides_a_branch_again_when_an_output_is_missing)
{
    text.app("b", app, {}, {{"yes", "x"}, {"no", "x"}});
    text.data("yes", "memory.InMemoryDROP").data("no", "memory.InMemoryDROP");
    record({{"b", finished}, {"no", DropState::skipped}});
    staged = {"yes"};
    EXPECT_THAT(to_run(), ElementsAre("b", "yes", "no"));
}

TEST_F(ResumePlanTest, runs_what_was_cancelled)
{
    chain(2);
    record({{"d0", completed}, {"a1", DropState::cancelled}});
    EXPECT_THAT(to_run(), ElementsAre("a1"));
}

TEST(ResumeReason, has_words_for_people)
{
    EXPECT_EQ(to_string(ResumeReason::content_gone),
              "its content is gone and another drop reads it");
}

}  // namespace
}  // namespace atl::manager
