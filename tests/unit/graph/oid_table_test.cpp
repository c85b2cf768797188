#include "graph/oid_table.hpp"

#include <string>

namespace atl::graph {
namespace {

TEST(OidTable, numbers_oids_in_the_order_of_their_first_mention)
{
    OidTable oids{0};
    EXPECT_EQ(oids.add("a", 5), 0U);
    EXPECT_EQ(oids.add("b", 6), 1U);
    EXPECT_EQ(oids.add("a", 7), 0U);
    EXPECT_EQ(oids[0].first_mention, 5U);
    EXPECT_EQ(oids[0].drop, OidTable::undefined);
}

TEST(OidTable, finds_everything_again_after_growing)
{
    OidTable oids{4};
    for (std::uint32_t i = 0; i < 5000; ++i) {
        ASSERT_EQ(oids.add("1_key_" + std::to_string(i), i), i);
    }
    for (std::uint32_t i = 0; i < 5000; ++i) {
        ASSERT_EQ(oids.add("1_key_" + std::to_string(i), 0), i);
    }
}

}  // namespace
}  // namespace atl::graph
