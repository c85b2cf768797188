#include "drops/file_bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

using ::testing::HasSubstr;

std::span<std::byte const> bytes(std::string_view text)
{
    return std::as_bytes(std::span{text});
}

class FileBytesTest : public ::testing::Test {
  protected:
    std::filesystem::path file(std::string const& name) const { return folder.path() / name; }
    test::TempFolder folder;
};

TEST_F(FileBytesTest, reads_what_was_written)
{
    write_file(file("a"), bytes("hello"));
    EXPECT_EQ(read_file(file("a")).text(), "hello");
}

TEST_F(FileBytesTest, maps_large_files)
{
    std::string const large((16U << 20U) + 5, 'x');
    write_file(file("a"), bytes(large));
    EXPECT_EQ(read_file(file("a")).text(), large);
}

TEST_F(FileBytesTest, appends)
{
    write_file(file("a"), bytes("12"));
    write_file(file("b"), bytes("34"));
    append_file(file("b"), file("a"));
    EXPECT_EQ(read_file(file("a")).text(), "1234");
}

TEST_F(FileBytesTest, refuses_devices_which_have_no_end)
{
    try {
        static_cast<void>(read_file("/dev/zero"));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "cannot read '/dev/zero': it is not a regular file");
    }
}

TEST_F(FileBytesTest, says_which_file_cannot_be_written_and_why)
{
    try {
        write_file(file("no/such"), {});
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), HasSubstr("no/such': No such file or directory"));
    }
}

TEST_F(FileBytesTest, counts_the_bytes_of_a_folder)
{
    make_folders(file("d/e"));
    write_file(file("d/a"), bytes("12"));
    write_file(file("d/e/b"), bytes("345"));
    EXPECT_EQ(size_on_disk(file("d")), 5U);
    EXPECT_EQ(size_on_disk(file("absent")), 0U);
}

}  // namespace
}  // namespace atl::drops
