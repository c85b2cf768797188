#include "comm/link/host_addresses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::comm {
namespace {

using testing::ElementsAre;

TEST(PublishedAddresses, begin_with_the_preferred_interface)
{
    EXPECT_THAT(
        published_addresses({{"eth0", "10.0.0.1"}, {"ib0", "10.1.0.1"}, {"ib0", "fd00::1"}}, "ib0"),
        ElementsAre("10.1.0.1", "fd00::1", "10.0.0.1"));
}

TEST(PublishedAddresses, do_not_need_the_preferred_interface)
{
    EXPECT_THAT(published_addresses({{"eth0", "10.0.0.1"}}, "ib0"), ElementsAre("10.0.0.1"));
}

TEST(PublishedAddresses, name_loopback_only_when_there_is_nothing_else)
{
    EXPECT_THAT(published_addresses({{"lo", "127.0.0.1", true}, {"eth0", "10.0.0.1"}}, ""),
                ElementsAre("10.0.0.1"));
    EXPECT_THAT(published_addresses({{"lo", "127.0.0.1", true}}, ""), ElementsAre("127.0.0.1"));
}

}  // namespace
}  // namespace atl::comm
