#include "runtime/journal_feed.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/journal/session_snapshot.hpp"

#include "support/runtime/session_of_ranks.hpp"

namespace atl::runtime {
namespace {

/// A file that an app writes, a barrier behind it, and an app that fails.
constexpr char const* graph = R"([
{"oid":"hello","categoryType":"Application","dropclass":"dlg.apps.simple.HelloWorldApp",
 "outputs":["file","memory"]},
{"oid":"file","categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP",
 "filepath":"hello.txt","consumers":["wait"]},
{"oid":"memory","categoryType":"Data","dropclass":"dlg.data.drops.memory.InMemoryDROP",
 "consumers":["wait"]},
{"oid":"wait","categoryType":"Application","dropclass":"dlg.apps.simple.NullBarrierApp"}])";

class JournalFeedTest : public ::testing::Test {
  protected:
    journal::SessionSnapshot run(std::uint32_t ranks)
    {
        outcome_ = session_.run(ranks);
        return journal::read_session(session_.folder().journal());
    }

    test::SessionOfRanks session_{graph};
    ExitStatus outcome_{};
};

TEST_F(JournalFeedTest, every_drop_of_a_session_is_in_its_journal)
{
    auto const snapshot = run(1);
    ASSERT_EQ(outcome_, ExitStatus::success);
    ASSERT_EQ(snapshot.drops.size(), 4U);
    EXPECT_EQ(snapshot.drops[0].state, DropState::finished);
    EXPECT_EQ(snapshot.drops[1].state, DropState::completed);
    EXPECT_EQ(snapshot.drops[2].state, DropState::completed);
    EXPECT_EQ(snapshot.drops[3].state, DropState::finished);
    EXPECT_EQ(snapshot.epochs.at(0).outcome, ExitStatus::success);
}

TEST_F(JournalFeedTest, content_of_a_file_outlives_the_rank_and_content_of_memory_does_not)
{
    auto const snapshot = run(1);
    EXPECT_TRUE(snapshot.drops.at(1).durable);
    EXPECT_FALSE(snapshot.drops.at(2).durable);
}

TEST_F(JournalFeedTest, every_rank_tells_of_its_own_drops)
{
    auto const snapshot = run(3);
    ASSERT_EQ(outcome_, ExitStatus::success);
    for (auto const& drop : snapshot.drops) {
        EXPECT_TRUE(is_final(drop.state));
        EXPECT_GE(drop.rank, 1U);
        EXPECT_GE(drop.end, 0);
    }
    EXPECT_EQ(snapshot.epochs.at(0).ranks, 3U);
}

TEST(JournalFeed, the_time_of_a_file_that_is_only_read_is_in_the_journal)
{
    test::SessionOfRanks session{R"([
        {"oid":"x","categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP",
         "filepath":"x.txt","consumers":["wait"]},
        {"oid":"wait","categoryType":"Application","dropclass":"dlg.apps.simple.NullBarrierApp"}])"};
    std::ofstream{session.folder().data() / "x.txt"} << "x";
    ASSERT_EQ(session.run(2), ExitStatus::success);
    auto const inputs = journal::read_session(session.folder().journal()).inputs;
    EXPECT_GT(inputs.at(DropId{0}), 0);
}

TEST(JournalFeed, content_that_is_gone_before_the_commit_is_recorded_as_gone)
{
    test::SessionOfRanks session{R"([
        {"oid":"hello","categoryType":"Application","dropclass":"dlg.apps.simple.HelloWorldApp",
         "outputs":["file"]},
        {"oid":"file","categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP",
         "filepath":"hello.txt","expireAfterUse":true,"persist":false,"consumers":["wait"]},
        {"oid":"wait","categoryType":"Application","dropclass":"dlg.apps.simple.NullBarrierApp"}])"};
    ASSERT_EQ(session.run(1), ExitStatus::success);
    auto const snapshot = journal::read_session(session.folder().journal());
    EXPECT_EQ(snapshot.drops.at(1).state, DropState::deleted);
    EXPECT_FALSE(snapshot.drops.at(1).durable);
}

TEST(JournalFeed, an_app_whose_inputs_have_failed_was_never_tried)
{
    test::SessionOfRanks session{R"([
        {"oid":"fail","categoryType":"Application","dropclass":"dlg.apps.bash_shell_app.BashShellApp",
         "command":"false","outputs":["memory"]},
        {"oid":"memory","categoryType":"Data","dropclass":"dlg.data.drops.memory.InMemoryDROP",
         "consumers":["next"]},
        {"oid":"next","categoryType":"Application","dropclass":"dlg.apps.simple.NullBarrierApp"}])"};
    ASSERT_EQ(session.run(1), ExitStatus::drops_failed);
    auto const snapshot = journal::read_session(session.folder().journal());
    EXPECT_EQ(snapshot.drops.at(0).tries, 1U);
    EXPECT_EQ(snapshot.drops.at(2).state, DropState::error);
    EXPECT_EQ(snapshot.drops.at(2).tries, 0U);
}

}  // namespace
}  // namespace atl::runtime
