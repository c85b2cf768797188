#include "atoll/drops/staging_key.hpp"

#include <gmock/gmock.h>

namespace atl::drops {
namespace {

TEST(StagingKey, differs_from_epoch_to_epoch)
{
    EXPECT_NE(owner_staging(1), owner_staging(2));
    EXPECT_NE(owner_staging(2), owner_staging(12));
}

TEST(StagingKey, of_an_owner_is_told_from_that_of_a_lease)
{
    EXPECT_TRUE(is_owner_staging(owner_staging(1)));
    EXPECT_TRUE(is_owner_staging(owner_staging(7)));
    EXPECT_FALSE(is_owner_staging("-lease-1-7"));
}

}  // namespace
}  // namespace atl::drops
