#include "atoll/session/atomic_file.hpp"

#include <sys/stat.h>

#include "atoll/core/error.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

using AtomicFileTest = ScratchFolderTest;

TEST_F(AtomicFileTest, returns_what_was_written_byte_for_byte)
{
    std::string const text{"a\0b\n\xff", 5};
    write_atomically(scratch() / "file", text);
    EXPECT_EQ(read_text(scratch() / "file"), text);
}

TEST_F(AtomicFileTest, replaces_an_older_file_and_leaves_nothing_aside)
{
    write_atomically(scratch() / "file", "old, and longer");
    write_atomically(scratch() / "file", "new");
    EXPECT_EQ(read_text(scratch() / "file"), "new");
    auto const entries = std::distance(std::filesystem::directory_iterator{scratch()}, {});
    EXPECT_EQ(entries, 1);
}

TEST_F(AtomicFileTest, is_readable_by_its_owner_only)
{
    write_atomically(scratch() / "file", "secret");
    struct ::stat facts = {};
    ASSERT_EQ(::stat((scratch() / "file").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST_F(AtomicFileTest, names_the_file_that_cannot_be_written)
{
    try {
        write_atomically(scratch() / "missing" / "file", "text");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        EXPECT_THAT(error.what(), ::testing::HasSubstr("missing/file' (No such file"));
    }
}

TEST_F(AtomicFileTest, refuses_to_read_a_folder)
{
    EXPECT_THROW(static_cast<void>(read_text(scratch())), Error);
}

}  // namespace
}  // namespace atl::session
