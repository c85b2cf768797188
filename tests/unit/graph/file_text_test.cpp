#include "graph/file_text.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

// printf '[1]' | gzip -n; twice: gzip files may be joined.
constexpr std::string_view gzipped{
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x8b\x36\x8c\x05\x00\xb8\x32\x2f\x4c\x03\x00\x00\x00",
    23};
// printf '[1]' | zstd
constexpr std::string_view zstandard{
    "\x28\xb5\x2f\xfd\x04\x58\x19\x00\x00\x5b\x31\x5d\x40\xf4\x07\x62", 16};

TEST(FileText, is_followed_by_zero_bytes)
{
    PaddedText text{std::string_view{"abc"}};
    EXPECT_EQ(text.view(), "abc");
    EXPECT_EQ(std::string(text.data() + 3, 64), std::string(64, '\0'));
    text.resize(1);
    EXPECT_EQ(std::string(text.data() + 1, 64), std::string(64, '\0'));
}

TEST(FileText, refuses_a_file_above_4_gib_without_reading_it)
{
    auto const file = std::filesystem::path{::testing::TempDir()} / "atoll-large-file-text.graph";
    std::ofstream{file}.close();
    std::filesystem::resize_file(file, std::uintmax_t{1} << 40U);  // all hole
    try {
        static_cast<void>(read_text(file));
        FAIL() << "it was read";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::invalid_graph);
        EXPECT_THAT(error.problem(), ::testing::HasSubstr("1099511627776 bytes"));
        EXPECT_THAT(error.problem(), ::testing::HasSubstr("4 GiB"));
    }
    std::filesystem::remove(file);
}

TEST(FileText, unpacks_gzip_also_of_several_members)
{
    EXPECT_EQ(unpack_gzip(gzipped).view(), "[1]");
    EXPECT_EQ(unpack_gzip(std::string{gzipped} + std::string{gzipped}).view(), "[1][1]");
}

TEST(FileText, refuses_gzip_that_is_cut_short)
{
    for (std::size_t size = 0; size < gzipped.size(); ++size) {
        EXPECT_THROW(static_cast<void>(unpack_gzip(gzipped.substr(0, size))), Error) << size;
    }
}

TEST(FileText, unpacks_zstandard_and_refuses_it_when_cut_short)
{
    EXPECT_EQ(unpack_zstd(zstandard).view(), "[1]");
    for (std::size_t size = 0; size < zstandard.size(); ++size) {
        EXPECT_THROW(static_cast<void>(unpack_zstd(zstandard.substr(0, size))), Error) << size;
    }
}

}  // namespace
}  // namespace atl::graph
