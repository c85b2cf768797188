#include "runtime/rank_journal.hpp"

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "support/drops/graph_session.hpp"
#include "support/runtime/full_disk.hpp"

namespace atl::runtime {
namespace {

journal::JournalIdentity identity(std::int64_t begun_ns)
{
    return {"session", 1, 10, begun_ns, 1, 0};
}

TEST(RankJournal, what_was_added_is_in_the_journal_after_it_is_closed)
{
    test::TempFolder folder;
    SystemClock const clock;
    {
        RankJournal journal{{folder.path() / "journal", Seconds{60}, journal::Durability::none},
                            clock};
        journal.add(journal::EpochBegun{{"n1"}});
        journal.open(identity(clock.wall_ns()));
        journal.note("+3 islands");
    }
    auto const snapshot = journal::read_session(folder.path() / "journal");
    ASSERT_EQ(snapshot.notes.size(), 1U);
    EXPECT_EQ(snapshot.notes[0].text, "+3 islands");
    EXPECT_EQ(snapshot.epochs.at(0).ranks, 1U);
}

TEST(RankJournal, the_second_opening_for_the_same_rank_changes_nothing)
{
    test::TempFolder folder;
    SystemClock const clock;
    RankJournal journal{{folder.path() / "journal", Seconds{60}, journal::Durability::none}, clock};
    journal.open(identity(clock.wall_ns()));
    EXPECT_NO_THROW(journal.open(identity(clock.wall_ns())));
    EXPECT_TRUE(journal.flush());
}

TEST(RankJournal, a_second_program_of_the_same_epoch_is_refused)
{
    test::TempFolder folder;
    SystemClock const clock;
    JournalOptions const options{folder.path() / "journal", Seconds{60}, journal::Durability::none};
    RankJournal first{options, clock};
    first.open(identity(clock.wall_ns()));
    RankJournal second{options, clock};
    EXPECT_THROW(second.open(identity(clock.wall_ns())), Error);
}

TEST(RankJournal, asks_before_it_commits_whether_its_epoch_may)
{
    test::TempFolder folder;
    SystemClock const clock;
    std::atomic<std::uint32_t> asked{0};
    JournalOptions options{folder.path() / "journal", Seconds{60}, journal::Durability::none};
    options.before_commit = [&asked](std::uint32_t epoch) { asked = epoch; };
    RankJournal journal{options, clock};
    auto seventh = identity(clock.wall_ns());
    seventh.epoch = 7;
    journal.open(seventh);
    journal.note("+3 islands");
    EXPECT_TRUE(journal.flush());
    EXPECT_EQ(asked, 7U);
}

TEST(RankJournal, no_worker_waits_for_the_next_commit)
{
    test::TempFolder folder;
    SystemClock const clock;
    constexpr unsigned workers = 64;  // whose rings are as small as they get
    JournalFeed feed{workers, journal::Durability::none};
    RankJournal journal{{folder.path() / "journal", Seconds{3600}, journal::Durability::none},
                        clock};
    journal.open(identity(clock.wall_ns()));
    journal.follow(feed);
    for (std::uint32_t drop = 0; drop < 100'000; ++drop) {
        feed.log().ended(0, drop);
    }
    journal.leave();
}

TEST(RankJournal, one_that_closes_on_a_full_disk_waits_for_room)
{
    test::TempFolder folder;
    SystemClock const clock;
    std::optional<test::FullDisk> full_disk;
    int asked = 0;
    JournalOptions options{
        folder.path() / "journal", Seconds{60}, journal::Durability::none, Seconds{0}};
    options.told_to_stop = [&] {
        if (++asked == 2) {
            full_disk.reset();
        }
        return false;
    };
    RankJournal journal{options, clock};
    journal.open(identity(clock.wall_ns()));
    full_disk.emplace();
    journal.note("the last");
    journal.close();
    EXPECT_EQ(journal::read_session(folder.path() / "journal").notes.size(), 1U);
}

TEST(RankJournal, one_that_was_never_opened_closes_in_peace)
{
    SystemClock const clock;
    RankJournal journal{{"/nonexistent", Seconds{60}, journal::Durability::none}, clock};
    EXPECT_FALSE(journal.waits_for_room());
    EXPECT_NO_THROW(journal.close());
}

}  // namespace
}  // namespace atl::runtime
