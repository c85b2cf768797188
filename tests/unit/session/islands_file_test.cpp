#include "atoll/session/islands_file.hpp"

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class IslandsFileTest : public ScratchFolderTest {
  protected:
    SessionFolder folder{scratch()};
};

TEST_F(IslandsFileTest, is_absent_in_a_session_that_never_had_any)
{
    EXPECT_EQ(read_islands_file(folder), std::nullopt);
}

TEST_F(IslandsFileTest, is_read_as_it_was_written)
{
    IslandsFile file;
    file.islands = {{1, "4711", "magnus", "working", "", 8, 1.5e9},
                    {2, "", "", "submitting", "", 8, 0}};
    file.notes = {{1e9, "+1 island: 412 CPU-min ready"}};
    file.asked = 3;
    write_islands_file(folder, file);
    EXPECT_EQ(read_islands_file(folder), file);
}

TEST_F(IslandsFileTest, names_itself_when_it_is_damaged)
{
    write_atomically(folder.islands_file(), R"({"islands": 3})");
    EXPECT_THROW(static_cast<void>(read_islands_file(folder)), Error);
    write_atomically(folder.islands_file(), "{");
    try {
        static_cast<void>(read_islands_file(folder));
        FAIL();
    } catch (Error const& problem) {
        EXPECT_THAT(problem.problem(), ::testing::HasSubstr("islands.json' is damaged"));
    }
}

}  // namespace
}  // namespace atl::session
