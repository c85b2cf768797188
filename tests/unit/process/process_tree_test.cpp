#include "process/process_tree.hpp"

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

class ProcessTreeTest : public LaunchFixture {};

TEST_F(ProcessTreeTest, finds_children_of_children)
{
    std::stop_source stop;
    std::jthread const runner{[&] {
        std::ignore = helper->run(
            script("bash -c 'echo $$ > " + (folder / "pid").string() + "; sleep 100; true'; true"),
            stop.get_token());
    }};
    auto const pid = written_pid("pid");
    EXPECT_THAT(descendants_of(::getpid()), Contains(pid));
    EXPECT_THAT(descendants_of(pid), Not(Contains(helper->pid())));
    stop.request_stop();
}

TEST_F(ProcessTreeTest, finds_processes_by_a_whole_variable_only)
{
    std::stop_source stop;
    std::jthread const runner{[&] {
        auto request = script("echo $$ > " + (folder / "pid").string() + "; sleep 100; true");
        request.environment = {{"ATOLL_MARK", folder.string() + "x"}};
        std::ignore = helper->run(request, stop.get_token());
    }};
    auto const pid = written_pid("pid");
    EXPECT_THAT(processes_with("ATOLL_MARK=" + folder.string() + "x"), Contains(pid));
    EXPECT_THAT(processes_with("ATOLL_MARK=" + folder.string()), IsEmpty());
    EXPECT_GE(kill_processes_with("ATOLL_MARK=" + folder.string() + "x"), 1U);
    EXPECT_TRUE(eventually([&] { return !runs(pid); }));
}

}  // namespace
}  // namespace atl::process
