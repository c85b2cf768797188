#include "graph/oid_table.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "graph/text_hash.hpp"

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

TEST(OidTable, the_further_bits_of_a_hash_tell_texts_apart_by_themselves)
{
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 10'000; ++i) {
        seen.insert(wide_text_hash("1_key_" + std::to_string(i)).more);
    }
    EXPECT_GT(seen.size(), 9'990U);
}

}  // namespace
}  // namespace atl::graph
