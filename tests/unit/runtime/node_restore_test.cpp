#include "runtime/node_restore.hpp"

#include <gmock/gmock.h>

#include "atoll/journal/journal_writer.hpp"

#include "support/drops/graph_text.hpp"
#include "support/runtime/session_of_ranks.hpp"

namespace atl::runtime {
namespace {

using test::GraphText;
using test::SessionOfRanks;

/// Shell commands fail in these sessions, which have no launch helper: an app that runs although
/// it was done shows itself.
constexpr auto fails = R"("command":"true")";

journal::JournalEvent event(std::uint32_t drop, DropState state)
{
    journal::JournalEvent recorded;
    recorded.drop = DropId{drop};
    recorded.state = state;
    recorded.durable = true;
    return recorded;
}

/// Leaves in \p session what an epoch of one rank has recorded of a graph of \p drops drops.
void record(SessionOfRanks const& session,
            std::uint64_t drops,
            std::vector<journal::JournalEvent> const& events)
{
    journal::JournalIdentity identity;
    identity.session_id = session.folder().id();
    identity.drops = drops;
    identity.begun_ns = 1'000'000'000;
    journal::JournalWriter writer{session.folder().journal(), identity, journal::Durability::none};
    writer.add(events);
    ASSERT_TRUE(writer.commit());
}

/// done -> file -> rest -> end, where `done` must not run.
std::string chain()
{
    GraphText text;
    text.app("done", test::bash, {}, {{"file", "x"}}, fails);
    text.data("file", "data_base.NullDROP");
    text.app("rest", "simple.SleepApp", {{"file", "x"}}, {{"end", "x"}}, R"("sleep_time":0)");
    text.data("end", "data_base.NullDROP");
    return text.json();
}

TEST(NodeRestore, a_session_goes_on_after_what_was_recorded_on_any_number_of_ranks)
{
    for (std::uint32_t const ranks : {1U, 2U, 3U, 4U}) {
        SCOPED_TRACE(ranks);
        SessionOfRanks session{chain()};
        record(session, 4, {event(0, DropState::finished), event(1, DropState::completed)});
        EXPECT_EQ(session.run(ranks), ExitStatus::success);
        EXPECT_EQ(session.status().drops["FINISHED"], 2U);
        EXPECT_EQ(session.status().drops["COMPLETED"], 2U);
    }
}

TEST(NodeRestore, a_session_in_which_all_was_done_ends_at_once)
{
    SessionOfRanks session{chain()};
    record(session,
           4,
           {event(0, DropState::finished),
            event(1, DropState::completed),
            event(2, DropState::finished),
            event(3, DropState::completed)});
    EXPECT_EQ(session.run(3), ExitStatus::success);
    EXPECT_EQ(session.status().done, 4U);
}

TEST(NodeRestore, content_that_was_in_memory_is_made_again)
{
    GraphText text;
    text.app("hello", "simple.HelloWorldApp", {}, {{"memory", "x"}});
    text.data("memory", "memory.InMemoryDROP");
    text.app("copy", "simple.CopyApp", {{"memory", "x"}}, {{"file", "x"}});
    text.data("file", "file.FileDROP", R"("filepath":"copied")");
    SessionOfRanks session{text.json()};
    record(session, 4, {event(0, DropState::finished), event(1, DropState::completed)});
    EXPECT_EQ(session.run(3), ExitStatus::success);
    EXPECT_GT(std::filesystem::file_size(session.folder().data() / "copied"), 4U);
}

TEST(NodeRestore, a_file_of_an_earlier_epoch_is_read_by_another_rank)
{
    GraphText text;
    text.app("done", test::bash, {}, {{"file", "x"}}, fails);
    text.data("file", "file.FileDROP");
    text.app("copy", "simple.CopyApp", {{"file", "x"}}, {{"again", "x"}});
    text.data("again", "file.FileDROP", R"("filepath":"again")");
    for (std::uint32_t const ranks : {1U, 2U, 3U}) {
        SessionOfRanks session{text.json()};
        record(session, 4, {event(0, DropState::finished), event(1, DropState::completed)});
        std::ofstream{session.folder().data() / "file"} << "kept";
        EXPECT_EQ(session.run(ranks), ExitStatus::success);
        std::ifstream again{session.folder().data() / "again"};
        EXPECT_EQ(std::string(std::istreambuf_iterator<char>{again}, {}), "kept");
    }
}

TEST(NodeRestore, failures_of_an_earlier_epoch_stand)
{
    SessionOfRanks session{chain()};
    auto failed = event(0, DropState::error);
    failed.tries = 1;
    record(session, 4, {failed});
    EXPECT_EQ(session.run(2), ExitStatus::drops_failed);
    EXPECT_EQ(session.status().failed, 4U);
}

}  // namespace
}  // namespace atl::runtime
