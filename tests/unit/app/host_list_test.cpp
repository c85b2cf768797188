#include "app/host_list.hpp"

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

using ::testing::ElementsAre;

TEST(HostList, the_first_hosts_are_the_island_managers)
{
    auto const hosts = parse_hosts("m1,m2,a,b:8000", 2);
    EXPECT_THAT(hosts.islands, ElementsAre("m1", "m2"));
    EXPECT_THAT(hosts.nodes, ElementsAre("a", "b:8000"));
}

TEST(HostList, too_few_hosts_are_told_with_an_example)
{
    try {
        static_cast<void>(parse_hosts("m1", 1));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_THAT(error.problem(), ::testing::HasSubstr("too few for 1 islands and a node"));
    }
}

}  // namespace
}  // namespace atl::app
