#include "process/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::process {
namespace {

using ::testing::ElementsAre;

TEST(Environment, edits_replace_add_and_remove)
{
    Environment environment{"A=1", "AB=2", "C=3"};
    apply({{"A", "x"}, {"C", std::nullopt}, {"D", ""}}, environment);
    EXPECT_THAT(environment, ElementsAre("AB=2", "A=x", "D="));
}

TEST(Environment, what_an_mpi_launcher_set_is_not_passed_on)
{
    EXPECT_THAT(without_launcher_variables(
                    {"HOME=/", "OMPI_COMM_WORLD_RANK=3", "PMIX_RANK=3", "OMPI_MCA_btl=self"}),
                ElementsAre("HOME=/", "OMPI_MCA_btl=self"));
}

TEST(Environment, pointers_end_with_null)
{
    Environment const environment{"A=1"};
    auto const raw = pointers(environment);
    ASSERT_EQ(raw.size(), 2U);
    EXPECT_STREQ(raw[0], "A=1");
    EXPECT_EQ(raw[1], nullptr);
}

}  // namespace
}  // namespace atl::process
