#include "atoll/core/text.hpp"

#include <gtest/gtest.h>

namespace atl {
namespace {

TEST(ToLower, MakesCapitalsSmall)
{
    EXPECT_EQ(to_lower("SLURMCluster-2"), "slurmcluster-2");
}

TEST(ToLower, LeavesBytesBeyondAsciiAsTheyAre)
{
    EXPECT_EQ(to_lower("\xc3\x84@[`{"), "\xc3\x84@[`{");
}

}  // namespace
}  // namespace atl
