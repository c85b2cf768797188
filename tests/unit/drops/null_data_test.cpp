#include "drops/data/null_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(NullDataTest, throws_away_what_is_written)
{
    NullData const kind;
    auto const content = kind.make({});
    auto const contribution = content->contribute({});
    contribution->write(std::as_bytes(std::span{"abc", 3}));
    contribution->accept();
    EXPECT_EQ(content->publish(), 0U);
    EXPECT_EQ(content->read().size(), 0U);
}

TEST(NullDataTest, gives_processes_the_null_device)
{
    NullData const kind;
    EXPECT_EQ(kind.make({})->path(), "/dev/null");
    EXPECT_EQ(kind.make({})->contribute({})->path(), "/dev/null");
}

}  // namespace
}  // namespace atl::drops
