#include "runtime/enter_receipts.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "atoll/drops/staging_key.hpp"
#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

/// Two epochs that began, and the folder of a session whose app "a" writes "x.txt".
class EnterReceiptsTest : public ::testing::Test {
  protected:
    EnterReceiptsTest()
    {
        fs::create_directories(folder.data());
        snapshot.begun_ns = 1'000'000'000'000;
        snapshot.epoch = 2;
        snapshot.drops.resize(graph.size());
        for (std::uint32_t const epoch : {1U, 2U}) {
            snapshot.epochs.emplace_back();
            snapshot.epochs.back().epoch = epoch;
            snapshot.epochs.back().ranks = 3;
        }
    }

    static journal::Receipt receipt(std::string uid,
                                    std::uint32_t epoch = 2,
                                    std::string staging = {})
    {
        return {epoch, 1'003'500'000'000, std::move(staging), std::move(uid), false};
    }
    /// What a process of app "a" left under \p staging.
    void write(std::string const& staging) const
    {
        drops::RunnerOptions options;
        options.session_id = folder.id();
        options.data_folder = folder.data();
        options.staging = staging;
        options.epoch = 2;
        graph::Placement const here(graph.size(), RankId{0});
        auto const part = graph::split_graph(graph, here, 1).front();
        drops::IoThread io;
        options.io = &io;
        drops::DropRunner runner{part, options};
        ASSERT_EQ(runner.run_app(0, 1, 0).reason, "");
    }
    std::vector<DropId> enter(std::vector<journal::Receipt> const& receipts,
                              Leavings leavings = Leavings::take_over)
    {
        ContentFinder finder{graph, folder, {snapshot.begun_ns, 3}};
        return enter_receipts(receipts, graph, snapshot, finder, leavings);
    }
    DropState state(std::uint32_t drop) const { return snapshot.drops[drop].state; }

    test::TempFolder temp;
    session::SessionFolder folder{temp.path()};
    graph::PhysicalGraph graph =
        graph::read_physical_graph(test::GraphText{}
                                       .app("a", "simple.HelloWorldApp", {}, {{"x", "x"}})
                                       .data("x", "file.FileDROP", R"("filepath":"x.txt")")
                                       .app("b", test::bash, {}, {}, R"("command":"true")")
                                       .json(),
                                   "test")
            .graph;
    journal::SessionSnapshot snapshot;
};

TEST_F(EnterReceiptsTest, believe_that_an_app_without_outputs_has_ended)
{
    EXPECT_THAT(enter({receipt("b")}), ElementsAre(DropId{2}));
    EXPECT_EQ(state(2), DropState::finished);
    EXPECT_EQ(snapshot.drops[2].epoch, 2U);
    EXPECT_DOUBLE_EQ(snapshot.drops[2].start, 3.5);
}

TEST_F(EnterReceiptsTest, believe_that_an_app_has_ended_whose_output_is_staged)
{
    write("");
    EXPECT_THAT(enter({receipt("a")}), ElementsAre(DropId{0}));
    EXPECT_EQ(state(1), DropState::initialized) << "it is published by its new owner";
}

TEST_F(EnterReceiptsTest, believe_that_an_app_has_ended_whose_output_is_in_place)
{
    std::ofstream{folder.data() / "x.txt"} << "x";
    EXPECT_THAT(enter({receipt("a")}), ElementsAre(DropId{0}));
}

TEST_F(EnterReceiptsTest, do_not_count_when_the_output_is_not_there)
{
    EXPECT_THAT(enter({receipt("a")}), IsEmpty());
    EXPECT_EQ(state(0), DropState::initialized);
}

TEST_F(EnterReceiptsTest, of_an_executor_bring_its_output_to_where_the_owner_has_it)
{
    write("-lease-1-7");
    EXPECT_THAT(enter({receipt("a", 2, "-lease-1-7")}), ElementsAre(DropId{0}));
    ContentFinder finder{graph, folder, {snapshot.begun_ns, 3}};
    EXPECT_TRUE(finder.runner().is_left_on_disk(0, drops::owner_staging(3)));
    EXPECT_FALSE(finder.runner().is_left_on_disk(0, "-lease-1-7"));
}

TEST_F(EnterReceiptsTest, of_a_rank_bring_its_output_to_where_this_epoch_has_it)
{
    write("");
    EXPECT_THAT(enter({receipt("a")}), ElementsAre(DropId{0}));
    ContentFinder finder{graph, folder, {snapshot.begun_ns, 3}};
    EXPECT_TRUE(finder.runner().is_left_on_disk(0, drops::owner_staging(3)));
    EXPECT_FALSE(finder.runner().is_left_on_disk(0, drops::owner_staging(2)));
}

TEST_F(EnterReceiptsTest, that_are_only_looked_at_leave_everything_where_it_is)
{
    write("-lease-1-7");
    EXPECT_THAT(enter({receipt("a", 2, "-lease-1-7")}, Leavings::look_at), ElementsAre(DropId{0}));
    ContentFinder finder{graph, folder, {snapshot.begun_ns, 3}};
    EXPECT_TRUE(finder.runner().is_left_on_disk(0, "-lease-1-7"));
}

TEST_F(EnterReceiptsTest, of_one_executor_do_not_speak_for_what_another_has_written)
{
    write("-lease-1-8");
    EXPECT_THAT(enter({receipt("a", 2, "-lease-1-7")}), IsEmpty());
}

TEST_F(EnterReceiptsTest, of_an_epoch_that_was_given_up_count_no_more)
{
    EXPECT_THAT(enter({receipt("b", 1)}), IsEmpty());
}

TEST_F(EnterReceiptsTest, count_when_the_next_epoch_did_not_come_to_begin)
{
    snapshot.epoch = 3;
    snapshot.epochs.emplace_back();
    snapshot.epochs.back().epoch = 3;
    EXPECT_THAT(enter({receipt("b")}), ElementsAre(DropId{2}));
}

TEST_F(EnterReceiptsTest, of_a_graph_that_was_edited_since_count_no_more)
{
    snapshot.epoch = 3;
    snapshot.epochs.assign(1, {});
    snapshot.epochs.back().epoch = 3;
    EXPECT_THAT(enter({receipt("b")}), IsEmpty());
}

TEST_F(EnterReceiptsTest, change_nothing_of_what_the_journal_knows)
{
    snapshot.drops[2].state = DropState::error;
    EXPECT_THAT(enter({receipt("b")}), IsEmpty());
    EXPECT_EQ(state(2), DropState::error);
}

TEST_F(EnterReceiptsTest, speak_for_apps_that_a_stop_has_overtaken)
{
    snapshot.drops[2].state = DropState::cancelled;
    EXPECT_THAT(enter({receipt("b")}), ElementsAre(DropId{2}));
}

}  // namespace
}  // namespace atl::runtime
