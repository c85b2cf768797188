#include "atoll/process/launch_helper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::process {
namespace {

[[nodiscard]] ProcessRequest command(std::vector<std::string> argv)
{
    ProcessRequest request;
    request.argv = std::move(argv);
    return request;
}

class LaunchHelperTest : public ::testing::Test {
  protected:
    LaunchHelper helper{{.cookie = "unit-test-" + std::to_string(::getpid())}};
};

TEST_F(LaunchHelperTest, tells_the_exit_code)
{
    auto const outcome = helper.run(command({"sh", "-c", "exit 7"}));
    EXPECT_EQ(outcome.end, ProcessEnd::exited) << outcome.problem;
    EXPECT_EQ(outcome.code, 7);
}

}  // namespace
}  // namespace atl::process
