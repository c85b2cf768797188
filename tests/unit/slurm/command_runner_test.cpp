#include "atoll/slurm/command_runner.hpp"

namespace atl::slurm {
namespace {

TEST(ProcessRunner, runs_a_program)
{
    ProcessRunner runner;
    process::CommandRequest request;
    request.argv = {"printf", "%s", "a b"};
    EXPECT_EQ(runner.run(request).output, "a b");
}

}  // namespace
}  // namespace atl::slurm
