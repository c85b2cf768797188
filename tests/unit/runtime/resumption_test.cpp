#include "runtime/resumption.hpp"

#include <chrono>
#include <fstream>

#include <gmock/gmock.h>

#include "atoll/drops/staging_key.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/journal/journal_writer.hpp"

#include "runtime/content_finder.hpp"
#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

/// The app "a" that writes the file "x".
graph::PhysicalGraph app_and_file()
{
    return graph::read_physical_graph(test::GraphText{}
                                          .app("a", "simple.HelloWorldApp", {}, {{"x", "x"}})
                                          .data("x", test::file, R"("filepath":"x.txt")")
                                          .json(),
                                      "test")
        .graph;
}

class ResumptionTest : public ::testing::Test {
  protected:
    test::TempFolder temp;
    session::SessionFolder folder{temp.path()};
};

TEST_F(ResumptionTest, of_a_session_without_journals_is_its_beginning)
{
    Resumption const resumption{folder};
    EXPECT_FALSE(resumption.resumes());
    EXPECT_EQ(resumption.epoch(), 1U);
    EXPECT_EQ(resumption.session_start_ns(17), 17);
    EXPECT_FALSE(resumption.keeps(DropId{0}));
    EXPECT_TRUE(resumption.kept_rows().rows.empty());
}

TEST_F(ResumptionTest, begins_anew_with_another_number_after_an_epoch_without_records)
{
    journal::JournalIdentity identity;
    identity.session_id = folder.id();
    identity.drops = 1;
    journal::JournalWriter const writer{folder.journal(), identity, journal::Durability::none};

    Resumption const resumption{folder};
    EXPECT_FALSE(resumption.resumes());
    EXPECT_EQ(resumption.epoch(), 2U);
}

TEST_F(ResumptionTest, records_the_end_of_an_app_whose_outputs_are_complete)
{
    auto const graph =
        graph::read_physical_graph(
            test::GraphText{}.app("a", test::bash, {}, {{"d", "x"}}).data("d", test::memory).json(),
            "test")
            .graph;
    journal::JournalIdentity identity;
    identity.session_id = folder.id();
    identity.drops = 2;
    journal::JournalWriter writer{folder.journal(), identity, journal::Durability::none};
    journal::JournalEvent event;
    event.drop = DropId{1};
    event.state = DropState::completed;
    writer.add(std::span{&event, 1});
    ASSERT_TRUE(writer.commit());

    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt);
    auto const ends = resumption.inferred_ends().events;
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].drop, DropId{0});
    EXPECT_EQ(ends[0].state, DropState::finished);
}

/// An app that has finished and the file that it writes, which was cancelled before it was
/// published.
class ResumptionOfAWriter : public ResumptionTest {
  protected:
    ResumptionOfAWriter() : ResumptionOfAWriter(DropState::cancelled) {}
    explicit ResumptionOfAWriter(DropState file)
    {
        std::filesystem::create_directories(folder.data());
        journal::JournalIdentity identity;
        identity.session_id = folder.id();
        identity.drops = 2;
        journal::JournalWriter writer{folder.journal(), identity, journal::Durability::none};
        journal::JournalEvent event;
        event.state = DropState::finished;
        writer.add(std::span{&event, 1});
        event.drop = DropId{1};
        event.state = file;
        if (is_final(file)) {
            writer.add(std::span{&event, 1});
        }
        EXPECT_TRUE(writer.commit());
    }
    /// In the first epoch.
    void write()
    {
        ContentFinder finder{graph, folder, {}};
        ASSERT_EQ(finder.runner().run_app(0, 1, 0).reason, "");
    }
    /// Whether what was written waits where \p epoch looks for it.
    bool is_staged(std::uint32_t epoch)
    {
        ContentFinder finder{graph, folder, {}};
        return finder.runner().is_staged(1, drops::owner_staging(epoch));
    }
    bool app_runs_again() const
    {
        Resumption resumption{folder};
        resumption.plan(graph, std::nullopt);
        return !resumption.keeps(DropId{0});
    }
    graph::PhysicalGraph graph = app_and_file();
};

TEST_F(ResumptionOfAWriter, runs_it_again_when_what_it_wrote_is_gone)
{
    EXPECT_TRUE(app_runs_again());
}

TEST_F(ResumptionOfAWriter, keeps_it_when_what_it_wrote_waits_to_be_published)
{
    write();
    EXPECT_FALSE(app_runs_again());
}

TEST_F(ResumptionOfAWriter, takes_what_waits_away_from_ranks_that_were_given_up)
{
    write();
    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt, Leavings::take_over);
    EXPECT_FALSE(is_staged(1));
    EXPECT_TRUE(is_staged(2));
}

TEST_F(ResumptionOfAWriter, leaves_what_waits_where_it_is_when_it_only_looks)
{
    write();
    EXPECT_FALSE(app_runs_again());
    EXPECT_TRUE(is_staged(1));
}

/// An app that was killed in the first epoch, with nothing in its file, and has finished in the
/// second.
class ResumptionOfASecondTry : public ResumptionTest {
  protected:
    ResumptionOfASecondTry()
    {
        std::filesystem::create_directories(folder.data());
        record(1, DropState::running);
        record(2, DropState::finished);
        write(1);
        for (auto const& left : std::filesystem::directory_iterator{folder_of(1)}) {
            std::filesystem::remove(left);
        }
        write(2);
    }
    void record(std::uint32_t epoch, DropState state)
    {
        journal::JournalIdentity identity;
        identity.session_id = folder.id();
        identity.drops = 2;
        identity.epoch = epoch;
        journal::JournalWriter writer{folder.journal(), identity, journal::Durability::none};
        journal::JournalEvent event;
        event.state = state;
        writer.add(std::span{&event, 1});
        EXPECT_TRUE(writer.commit());
    }
    void write(std::uint32_t epoch)
    {
        ContentFinder finder{graph, folder, {0, epoch}};
        ASSERT_EQ(finder.runner().run_app(0, 1, 0).reason, "");
    }
    std::filesystem::path folder_of(std::uint32_t epoch)
    {
        return ContentFinder{graph, folder, {0, epoch}}.runner().staged_at(1);
    }
    graph::PhysicalGraph graph = app_and_file();
};

TEST_F(ResumptionOfASecondTry, takes_what_it_wrote_and_not_what_the_first_has_left)
{
    Resumption resumption{folder};
    ASSERT_EQ(resumption.epoch(), 3U);
    resumption.plan(graph, std::nullopt, Leavings::take_over);
    EXPECT_TRUE(resumption.keeps(DropId{0}));
    ASSERT_TRUE(std::filesystem::exists(folder_of(3)));
    EXPECT_FALSE(std::filesystem::is_empty(folder_of(3)));
}

TEST_F(ResumptionOfASecondTry, does_not_believe_what_the_first_has_left)
{
    std::filesystem::remove_all(folder_of(2));
    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt);
    EXPECT_FALSE(resumption.keeps(DropId{0}));
}

/// The same, killed in the same moment.
class ResumptionOfAKilledWriter : public ResumptionOfAWriter {
  protected:
    ResumptionOfAKilledWriter() : ResumptionOfAWriter(DropState::initialized) {}
};

TEST_F(ResumptionOfAKilledWriter, keeps_it_when_what_it_wrote_waits_to_be_published)
{
    write();
    EXPECT_FALSE(app_runs_again());
}

TEST_F(ResumptionOfAKilledWriter, runs_it_again_when_somebody_has_removed_what_it_wrote)
{
    write();
    for (auto const& entry : std::filesystem::directory_iterator{folder.data()}) {
        std::filesystem::remove_all(entry);
    }
    EXPECT_TRUE(app_runs_again());
}

/// A file that app 1 has read, which had last been written at a time that the journal has.
class ResumptionOfAReader : public ResumptionTest {
  protected:
    ResumptionOfAReader()
    {
        std::filesystem::create_directories(folder.data());
        std::ofstream{file} << "x";
        std::filesystem::last_write_time(file, in_the_future);
    }
    void record(std::int64_t written_ns) const
    {
        journal::JournalIdentity identity;
        identity.session_id = folder.id();
        identity.drops = 2;
        identity.begun_ns = 1'000'000'000;
        journal::JournalWriter writer{folder.journal(), identity, journal::Durability::none};
        journal::JournalEvent event;
        event.drop = DropId{1};
        event.state = DropState::finished;
        writer.add(std::span{&event, 1});
        event.drop = DropId{0};
        event.state = DropState::completed;
        writer.add(std::span{&event, 1});
        if (written_ns > 0) {
            writer.add(journal::InputsSeen{{{DropId{0}, written_ns}}});
        }
        ASSERT_TRUE(writer.commit());
    }
    static std::int64_t ns(std::filesystem::file_time_type time)
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(
                   std::chrono::file_clock::to_sys(time).time_since_epoch())
            .count();
    }

    std::filesystem::path file = folder.data() / "x.txt";
    std::filesystem::file_time_type in_the_future =
        std::filesystem::file_time_type::clock::now() + std::chrono::hours{24};
    graph::PhysicalGraph graph =
        graph::read_physical_graph(
            test::GraphText{}
                .data("x", test::file, R"("filepath":"x.txt")")
                .app("a", test::bash, {{"x", "x"}}, {}, R"("command":"true")")
                .json(),
            "test")
            .graph;
};

TEST_F(ResumptionOfAReader, leaves_it_alone_though_the_file_is_from_the_future)
{
    record(ns(in_the_future));
    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt);
    EXPECT_TRUE(resumption.changed_inputs(graph).empty());
}

TEST_F(ResumptionOfAReader, runs_it_when_the_file_is_another_one_now)
{
    record(ns(in_the_future) - 1'000'000);
    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt);
    EXPECT_THAT(resumption.changed_inputs(graph), testing::ElementsAre(DropId{1}));
}

TEST_F(ResumptionOfAReader, runs_it_when_nobody_has_recorded_what_it_read)
{
    record(0);
    Resumption resumption{folder};
    resumption.plan(graph, std::nullopt);
    EXPECT_THAT(resumption.changed_inputs(graph), testing::ElementsAre(DropId{1}));
}

TEST_F(ResumptionOfAReader, records_the_file_that_it_reads_again)
{
    record(ns(in_the_future) - 1'000'000);
    Resumption resumption{folder};
    session::ResumeRequest request;
    request.since = 1;
    request.changed = {"a"};
    resumption.plan(graph, request);
    auto const seen = resumption.inputs_read_again(graph).inputs;
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].written_ns, ns(in_the_future));
}

}  // namespace
}  // namespace atl::runtime
