#include "atoll/core/secret.hpp"

#include <algorithm>
#include <type_traits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl {
namespace {

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>,
              "every copy of a secret is asked for by name");

std::vector<std::byte> content(Secret const& secret)
{
    auto const bytes = secret.bytes();
    return {bytes.begin(), bytes.end()};
}

TEST(Secret, is_another_one_each_time)
{
    EXPECT_NE(content(Secret::make()), content(Secret::make()));
}

TEST(Secret, has_no_bytes_left_where_it_was_moved_from)
{
    auto first = Secret::make();
    auto const before = content(first);
    auto const second = std::move(first);
    EXPECT_EQ(content(second), before);
    // NOLINTNEXTLINE(bugprone-use-after-move): that nothing is left is what this shows.
    EXPECT_THAT(content(first), testing::Each(std::byte{0}));
}

TEST(Secret, is_duplicated_on_request)
{
    auto const secret = Secret::make();
    EXPECT_EQ(content(secret.duplicate()), content(secret));
}

}  // namespace
}  // namespace atl
