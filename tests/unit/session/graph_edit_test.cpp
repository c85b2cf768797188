#include "atoll/session/graph_edit.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "atoll/session/atomic_file.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::session {
namespace {

namespace fs = std::filesystem;

class GraphEditTest : public ::testing::Test {
  protected:
    GraphEditTest()
    {
        session.id = "before";
        write_session_file(folder, session);
        write_atomically(folder.graph(), "old graph");
        put(folder.journal(), "old");
    }
    static void put(fs::path const& journal, std::string const& content)
    {
        fs::create_directories(journal);
        std::ofstream{journal / "1-0-0.atj"} << content;
    }
    [[nodiscard]] std::string journal(std::string const& name = "journal") const
    {
        return read_text(folder.path() / name / "1-0-0.atj");
    }
    test::TempFolder temp;
    SessionFolder folder{temp.path()};
    SessionFile session;
};

TEST_F(GraphEditTest, replaces_graph_session_and_journal_and_keeps_the_old_journal)
{
    GraphEdit edit{folder};
    put(edit.journal(), "new");
    session.id = "after";
    edit.commit("new graph", session);
    EXPECT_EQ(read_text(folder.graph()), "new graph");
    EXPECT_EQ(read_session_file(folder).id, "after");
    EXPECT_EQ(journal(), "new");
    EXPECT_EQ(journal("journal-before-1"), "old");
}

TEST_F(GraphEditTest, keeps_the_graph_of_which_the_old_journal_tells)
{
    EXPECT_TRUE(earlier_journals(folder).empty());
    for (auto const* const graph : {"second graph", "third graph"}) {
        GraphEdit edit{folder};
        put(edit.journal(), graph);
        session.id = graph;
        edit.commit(graph, session);
    }
    auto const earlier = earlier_journals(folder);
    ASSERT_EQ(earlier.size(), 2U);
    EXPECT_EQ(read_text(earlier[0].graph()), "old graph");
    EXPECT_EQ(read_session_file(earlier[0]).id, "before");
    EXPECT_EQ(read_text(earlier[0].path() / "1-0-0.atj"), "old");
    EXPECT_EQ(read_text(earlier[1].graph()), "second graph");
}

TEST_F(GraphEditTest, without_a_new_journal_leaves_the_old_one)
{
    GraphEdit{folder}.commit("new graph", session);
    EXPECT_EQ(read_text(folder.graph()), "new graph");
    EXPECT_EQ(journal(), "old");
}

TEST_F(GraphEditTest, leaves_nothing_when_it_is_not_decided)
{
    {
        GraphEdit begun{folder};
        GraphEdit const edit{std::move(begun)};
        put(edit.journal(), "new");
        finish_graph_edit(folder);
    }
    EXPECT_EQ(read_text(folder.graph()), "old graph");
    EXPECT_EQ(journal(), "old");
    EXPECT_FALSE(fs::exists(folder.path() / "edit.draft"));
}

TEST_F(GraphEditTest, does_not_take_over_what_a_crashed_one_left)
{
    put(folder.path() / "edit.draft" / "journal", "abandoned");
    EXPECT_FALSE(fs::exists(GraphEdit{folder}.journal()));
}

/// What a crash after each step of an edit that was decided leaves behind.
class CrashedGraphEdit : public GraphEditTest, public ::testing::WithParamInterface<int> {};

TEST_P(CrashedGraphEdit, is_completed)
{
    SessionFolder const edit{folder.path() / "edit"};
    put(edit.journal(), "new");
    write_atomically(edit.graph(), "new graph");
    session.id = "after";
    write_session_file(edit, session);
    if (GetParam() > 0) {
        fs::rename(folder.journal(), folder.path() / "journal-before-1");
    }
    if (GetParam() > 1) {
        fs::rename(edit.journal(), folder.journal());
    }
    if (GetParam() > 2) {
        fs::rename(edit.graph(), folder.graph());
    }
    if (GetParam() > 3) {
        fs::rename(edit.session_file(), folder.session_file());
    }
    finish_graph_edit(folder);
    EXPECT_EQ(read_text(folder.graph()), "new graph");
    EXPECT_EQ(read_session_file(folder).id, "after");
    EXPECT_EQ(journal(), "new");
    EXPECT_EQ(journal("journal-before-1"), "old");
    EXPECT_FALSE(fs::exists(edit.path()));
}

INSTANTIATE_TEST_SUITE_P(AfterEachStep, CrashedGraphEdit, ::testing::Range(0, 5));

}  // namespace
}  // namespace atl::session
