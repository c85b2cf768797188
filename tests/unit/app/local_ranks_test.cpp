#include "app/local_ranks.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

class CheckedRanksTest : public ::testing::Test {
  protected:
    void SetUp() override { unsetenv("SLURM_JOB_ID"); }     // NOLINT(concurrency-mt-unsafe)
    void TearDown() override { unsetenv("SLURM_JOB_ID"); }  // NOLINT(concurrency-mt-unsafe)
};

TEST_F(CheckedRanksTest, must_be_at_least_one)
{
    EXPECT_EQ(checked_ranks(1), 1U);
    EXPECT_THROW(static_cast<void>(checked_ranks(0)), Error);
}

TEST_F(CheckedRanksTest, are_no_more_than_a_machine_can_bear)
{
    EXPECT_THROW(static_cast<void>(checked_ranks(1'000'000)), Error);
}

TEST_F(CheckedRanksTest, are_the_nodes_matter_inside_a_job)
{
    setenv("SLURM_JOB_ID", "1", 1);  // NOLINT(concurrency-mt-unsafe)
    EXPECT_EQ(checked_ranks(1'000'000), 1'000'000U);
}

}  // namespace
}  // namespace atl::app
