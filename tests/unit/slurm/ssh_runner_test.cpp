#include "atoll/slurm/ssh_runner.hpp"

#include "atoll/core/error.hpp"

#include "unit/slurm/scripted_runner.hpp"

namespace atl::slurm {
namespace {

TEST(SshRunner, hands_every_word_over_as_it_is)
{
    ScriptedRunner here;
    here.answer("4711\n");
    SshRunner there{here, "login"};
    process::CommandRequest request;
    request.argv = {"sbatch", "/a b/it's.sh; rm -rf /"};
    request.working_directory = "/w $x";
    EXPECT_EQ(there.run(request).output, "4711\n");
    // What the other host's shell makes of the line is what was asked for.
    auto line = here.last.argv.back();
    EXPECT_EQ(here.last.working_directory, std::nullopt);
    ASSERT_TRUE(line.starts_with("cd "));
    auto const words = line.substr(line.find("exec "));
    process::CommandRequest shell;
    shell.argv = {"bash", "-c", "f() { printf '%s|' \"$@\"; }; f " + words.substr(5)};
    EXPECT_EQ(process::run_command(shell).output, "sbatch|/a b/it's.sh; rm -rf /|");
}

TEST(SshRunner, never_waits_for_somebody_to_type)
{
    ScriptedRunner here;
    here.answer("");
    SshRunner there{here, "login"};
    process::CommandRequest request;
    request.argv = {"squeue"};
    static_cast<void>(there.run(request));
    EXPECT_THAT(here.commands.front(),
                ::testing::MatchesRegex("ssh -o BatchMode=yes .*login exec .*squeue.*"));
}

TEST(SshRunner, takes_no_option_for_a_host)
{
    ScriptedRunner here;
    EXPECT_THROW((SshRunner{here, "-oProxyCommand=x"}), Error);
    EXPECT_THROW((SshRunner{here, ""}), Error);
}

}  // namespace
}  // namespace atl::slurm
