#include "app/expand.hpp"

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

std::map<std::string, std::string> const environment{{"HOME", "/h"}, {"USER", "me"}};

TEST(ExpandPath, replaces_home_and_variables)
{
    EXPECT_EQ(expand_path("~/logs/$USER-${USER}x", "k", environment), "/h/logs/me-mex");
    EXPECT_EQ(expand_path("logs/a~b/%j", "k", environment), "logs/a~b/%j");
}

TEST(ExpandPath, keeps_dollars_that_name_nothing)
{
    EXPECT_EQ(expand_path("a$/$(x)/${USER", "k", environment), "a$/$(x)/${USER");
}

TEST(ExpandPath, names_a_variable_that_is_not_set)
{
    try {
        static_cast<void>(expand_path("$WORK/logs", "log_directory", environment));
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(),
                    ::testing::HasSubstr("'$WORK' of log_directory is not set in the environment"));
    }
}

}  // namespace
}  // namespace atl::app
