#include "atoll/session/session_folder.hpp"

#include <chrono>
#include <fstream>
#include <utility>

#include <sys/stat.h>

#include "atoll/core/error.hpp"
#include "atoll/session/refusal.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class SessionFolderTest : public ScratchFolderTest {
  protected:
    SessionFolder create(std::string const& graph, std::int64_t wall_seconds = 1'795'183'353)
    {
        auto folder = create_session_folder(scratch(), graph, StoppedClock{wall_seconds});
        std::ofstream{folder.session_file()} << "{}";
        return folder;
    }

    std::string failure(std::string const& name)
    {
        try {
            static_cast<void>(find_session(scratch(), name));
            return "";
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            return error.what();
        }
    }
};

TEST_F(SessionFolderTest, is_called_after_the_graph_and_the_time)
{
    EXPECT_THAT(create("imaging").id(),
                MatchesRegex("imaging_2026-11-20T14-02-33_[a-z2-9][a-z2-9][a-z2-9][a-z2-9]"));
}

TEST_F(SessionFolderTest, has_a_name_without_characters_that_need_quoting)
{
    EXPECT_THAT(create("../$(rm) 'x'\n").id(), MatchesRegex("--rm---x--_2026.*|[a-zA-Z0-9_.-]+"));
    EXPECT_THAT(create("-rf").id(), ::testing::StartsWith("rf_"));
    EXPECT_THAT(create("...").id(), ::testing::StartsWith("graph_"));
}

TEST_F(SessionFolderTest, is_closed_to_others)
{
    struct ::stat facts = {};
    ASSERT_EQ(::stat(create("g").path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0700U);
}

TEST_F(SessionFolderTest, two_of_the_same_second_differ)
{
    EXPECT_NE(create("g").id(), create("g").id());
}

TEST_F(SessionFolderTest, are_listed_oldest_first_whatever_their_names)
{
    auto const second = create("a", 2000);
    auto const first = create("z", 1000);
    std::filesystem::create_directory(scratch() / "no-session");
    auto const sessions = list_sessions(scratch());
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[0].id(), first.id());
    EXPECT_EQ(sessions[1].id(), second.id());
    EXPECT_TRUE(list_sessions(scratch() / "absent").empty());
}

TEST_F(SessionFolderTest, of_the_same_second_are_listed_as_their_graphs_were_written)
{
    using namespace std::chrono_literals;
    auto const one = create("g");
    auto const other = create("g");
    for (auto const& session : {one, other}) {
        std::ofstream{session.graph()} << "[]";
    }
    auto const now = std::filesystem::last_write_time(one.graph());
    for (auto const& [earlier, later] : {std::pair{one, other}, std::pair{other, one}}) {
        std::filesystem::last_write_time(earlier.graph(), now);
        std::filesystem::last_write_time(later.graph(), now + 1ms);
        EXPECT_EQ(find_session(scratch(), "last").id(), later.id());
    }
}

TEST_F(SessionFolderTest, last_is_the_youngest)
{
    auto const young = create("a", 2000);
    create("z", 1000);
    EXPECT_EQ(find_session(scratch(), "last").id(), young.id());
    EXPECT_EQ(find_session(scratch(), "").id(), young.id());
}

TEST_F(SessionFolderTest, last_is_none_that_slurm_refused)
{
    auto const taken = create("a", 1000);
    note_refusal(create("b", 2000), "no such queue");
    EXPECT_EQ(find_session(scratch(), "last").id(), taken.id());
}

TEST_F(SessionFolderTest, is_found_by_id_unique_prefix_and_path)
{
    auto const folder = create("imaging");
    create("other");
    EXPECT_EQ(find_session(scratch(), folder.id()).id(), folder.id());
    EXPECT_EQ(find_session(scratch(), "im").id(), folder.id());
    EXPECT_EQ(find_session("/nowhere", folder.path().string()).id(), folder.id());
    EXPECT_EQ(find_session("/nowhere", folder.path().string() + "/").id(), folder.id());
}

TEST_F(SessionFolderTest, says_when_a_prefix_is_not_unique)
{
    create("imaging", 1000);
    create("imaging", 2000);
    EXPECT_THAT(failure("imag"), HasSubstr("'imag' could be any of 2 sessions"));
}

TEST_F(SessionFolderTest, suggests_the_nearest_id)
{
    auto const folder = create("imaging");
    auto mistyped = folder.id();
    mistyped[0] = 'x';
    EXPECT_THAT(failure(mistyped), HasSubstr("did you mean '" + folder.id() + "'?"));
    EXPECT_THAT(failure("qqq"), HasSubstr("no session 'qqq' in '"));
}

TEST_F(SessionFolderTest, says_when_there_is_no_session_at_all)
{
    EXPECT_THAT(failure("last"), HasSubstr("there is no session in"));
}

TEST_F(SessionFolderTest, names_the_root_that_cannot_be_made)
{
    std::ofstream{scratch() / "file"} << "x";
    try {
        static_cast<void>(create_session_folder(scratch() / "file" / "root", "g", StoppedClock{0}));
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("--root or ATOLL_ROOT"));
    }
}

TEST(SessionRoot, is_the_option_then_the_environment_then_a_folder_here)
{
    EXPECT_EQ(session_root("/a/b/", "/c").lexically_normal(), "/a/b/");
    EXPECT_EQ(session_root("", "/c"), "/c");
    EXPECT_EQ(session_root("", ""), std::filesystem::current_path() / "atoll-sessions");
}

}  // namespace
}  // namespace atl::session
