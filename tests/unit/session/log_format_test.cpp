#include "session/log_format.hpp"

#include <gtest/gtest.h>

namespace atl::session {
namespace {

TEST(LogFormat, hashes_are_those_of_the_fnv_authors)
{
    EXPECT_EQ(hash_of(""), 0xcbf29ce484222325ULL);
    EXPECT_EQ(hash_of("foobar"), 0x85944171f73967e8ULL);
}

TEST(LogFormat, the_check_covers_header_and_uid)
{
    FrameHeader header{.payload_size = 1};
    auto const check = check_of(header, "uid");
    EXPECT_NE(check, check_of(header, "uie"));
    header.payload_size = 2;
    EXPECT_NE(check, check_of(header, "uid"));
}

TEST(LogFormat, files_are_named_after_the_rank)
{
    EXPECT_EQ(log_file("logs", RankId{7}), "logs/output-00007.log");
    EXPECT_EQ(index_file("logs/output-00007.log"), "logs/output-00007.idx");
}

}  // namespace
}  // namespace atl::session
