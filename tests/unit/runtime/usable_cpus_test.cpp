#include "atoll/runtime/usable_cpus.hpp"

#include <gtest/gtest.h>
#include <sched.h>

namespace atl::runtime {
namespace {

TEST(UsableCpus, are_those_that_the_process_is_bound_to)
{
    cpu_set_t before;
    ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
    EXPECT_EQ(usable_cpus(), 1U);
    ASSERT_EQ(sched_setaffinity(0, sizeof before, &before), 0);
    EXPECT_EQ(usable_cpus(), static_cast<std::uint32_t>(CPU_COUNT(&before)));
}

}  // namespace
}  // namespace atl::runtime
