#include "drops/shell/stream_ends.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(StreamEndsTest, without_a_plan_a_process_reads_nothing_and_prints_to_the_log)
{
    StreamEnds ends{{}};
    EXPECT_TRUE(std::holds_alternative<process::NoInput>(ends.input()));
    EXPECT_TRUE(std::holds_alternative<process::ToLog>(ends.output()));
    EXPECT_NO_THROW(ends.check());
}

}  // namespace
}  // namespace atl::drops
