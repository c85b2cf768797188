#include "drops/drop_identity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(DropIdentityTest, keeps_uids_that_are_file_names_already)
{
    EXPECT_EQ(file_name_of("1_0140555b-8c23_0-3"), "1_0140555b-8c23_0-3");
}

TEST(DropIdentityTest, writes_colons_and_slashes_as_underscores_like_daliuge)
{
    EXPECT_EQ(file_name_of("2022-06-22T09:13:53_-4_0/1"), "2022-06-22T09_13_53_-4_0_1");
}

TEST(DropIdentityTest, distinct_names_differ_in_colons_and_slashes_too)
{
    EXPECT_EQ(distinct_file_name_of("a_b"), "a_b");
    EXPECT_NE(distinct_file_name_of("a/b"), distinct_file_name_of("a:b"));
    EXPECT_NE(distinct_file_name_of("a/b"), "a_b");
}

TEST(DropIdentityTest, keeps_uids_apart_whose_other_characters_are_replaced)
{
    EXPECT_NE(file_name_of("a b"), file_name_of("a;b"));
}

TEST(DropIdentityTest, never_names_a_folder_or_more_than_a_name_may_hold)
{
    EXPECT_NE(file_name_of(".."), "..");
    EXPECT_NE(file_name_of(""), "");
    EXPECT_LT(file_name_of(std::string(1000, 'x')).size(), 230U);
    EXPECT_NE(file_name_of(std::string(1000, 'x')), file_name_of(std::string(1001, 'x')));
}

TEST(DropIdentityTest, hashes_are_sixteen_digits_and_differ)
{
    EXPECT_EQ(short_hash("a").size(), 16U);
    EXPECT_NE(short_hash("a"), short_hash("b"));
}

}  // namespace
}  // namespace atl::drops
