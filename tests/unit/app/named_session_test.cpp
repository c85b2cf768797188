#include "app/named_session.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

class NamedSessionTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        setenv("ATOLL_ROOT", "/from/environment", 1);
    }                                                     // NOLINT(concurrency-mt-unsafe)
    void TearDown() override { unsetenv("ATOLL_ROOT"); }  // NOLINT(concurrency-mt-unsafe)
};

TEST_F(NamedSessionTest, is_looked_for_where_the_option_says)
{
    EXPECT_EQ(sessions_root("/given"), "/given");
}

TEST_F(NamedSessionTest, is_looked_for_where_the_environment_says_without_it)
{
    EXPECT_EQ(sessions_root(""), "/from/environment");
}

TEST_F(NamedSessionTest, that_does_not_exist_is_an_error)
{
    EXPECT_THROW(static_cast<void>(named_session("/nonexistent", "last")), Error);
}

}  // namespace
}  // namespace atl::app
