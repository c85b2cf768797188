#include "process/spawn.hpp"

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;
using ::testing::HasSubstr;

class SpawnTest : public LaunchFixture {
  protected:
    [[nodiscard]] std::string output_of(ProcessRequest request)
    {
        std::string all;
        request.output = ToCallback{[&](std::string_view piece) { all += piece; }};
        auto const outcome = helper->run(request);
        EXPECT_TRUE(outcome.succeeded()) << outcome.describe();
        return all;
    }
};

TEST_F(SpawnTest, a_process_leads_a_session_of_its_own)
{
    EXPECT_EQ(
        output_of(script(
            "read -a stat < /proc/$$/stat; (( stat[4] == $$ && stat[5] == $$ )) && echo yes")),
        "yes\n");
}

TEST_F(SpawnTest, a_process_has_no_signal_blocked_or_ignored)
{
    auto const status = output_of(command({"cat", "/proc/self/status"}));
    EXPECT_THAT(status, HasSubstr("SigBlk:\t0000000000000000"));
    EXPECT_THAT(status, HasSubstr("SigIgn:\t0000000000000000"));
}

TEST_F(SpawnTest, a_process_has_no_descriptor_but_its_streams)
{
    EXPECT_EQ(output_of(command({"ls", "/proc/self/fd"})), "0\n1\n2\n3\n");
}

TEST_F(SpawnTest, an_inherited_descriptor_has_the_promised_number)
{
    auto first = make_pipe();
    auto second = make_pipe();
    ASSERT_EQ(::write(first.write.get(), "one", 3), 3);
    ASSERT_EQ(::write(second.write.get(), "two", 3), 3);
    auto request = script("head -c 3 <&4; head -c 3 <&3");
    request.inherited = {first.read.get(), second.read.get()};
    EXPECT_EQ(output_of(request), "twoone");
}

TEST_F(SpawnTest, enters_the_working_directory)
{
    auto request = command({"pwd"});
    request.working_directory = "/usr";
    EXPECT_EQ(output_of(request), "/usr\n");
}

TEST_F(SpawnTest, names_a_working_directory_that_is_not_there)
{
    auto request = command({"pwd"});
    request.working_directory = "/no/where";
    EXPECT_EQ(helper->run(request).problem,
              "working directory '/no/where' of program 'pwd' cannot be entered (No such file or "
              "directory)");
}

TEST_F(SpawnTest, a_process_is_the_preferred_victim_when_memory_runs_out)
{
    EXPECT_EQ(output_of(command({"cat", "/proc/self/oom_score_adj"})), "500\n");
}

}  // namespace
}  // namespace atl::process
