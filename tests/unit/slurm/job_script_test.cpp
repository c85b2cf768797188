#include "atoll/slurm/job_script.hpp"

#include <algorithm>
#include <fstream>
#include <random>

#include "atoll/core/error.hpp"
#include "atoll/process/run_command.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::slurm {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class JobScriptTest : public session::ScratchFolderTest {
  protected:
    config::ClusterConfig cluster;
    config::Settings settings;
    std::filesystem::path program{"/opt/atoll/bin/atoll"};
    session::SessionFolder folder{"/data/sessions/imaging_x"};
    std::uint32_t nodes{2};

    JobScripts render()
    {
        return render_job_scripts({cluster, settings, folder, program, nodes},
                                  std::filesystem::path{ATOLL_SOURCE_DIR} / "slurm");
    }

    // What bash says of a script's syntax: nothing when it is right.
    static std::string syntax_problem(std::string const& script)
    {
        process::CommandRequest request;
        request.argv = {"bash", "-n"};
        request.input = script;
        return process::run_command(request).errors;
    }
};

TEST_F(JobScriptTest, starts_as_dasks_scripts_do)
{
    cluster.cores = 8;
    cluster.memory = Bytes{32'000'000'000};
    cluster.job_script_prologue = {"module load x"};
    EXPECT_THAT(render().batch,
                StartsWith("#!/usr/bin/env bash\n\n#SBATCH -J atoll\n#SBATCH -n 2\n#SBATCH -N "
                           "2\n#SBATCH --cpus-per-task=8\n#SBATCH --mem=30G\n#SBATCH -t "
                           "00:30:00\n#SBATCH --signal=B:USR1@120\n"));
    EXPECT_THAT(render().batch, HasSubstr("\nmodule load x\n"));
}

TEST_F(JobScriptTest, runs_the_prologue_on_the_other_nodes_too)
{
    cluster.job_script_prologue = {"module load x"};
    cluster.job_script_epilogue = {"rm -rf /scratch/y"};
    EXPECT_THAT(render().node, HasSubstr("atoll_first=no\nmodule load x\nfi\n"));
    EXPECT_THAT(render().node, HasSubstr("rm -rf /scratch/y\n"));
    EXPECT_THAT(render().batch, HasSubstr("rm -rf /scratch/y\nexit "));
}

TEST_F(JobScriptTest, goes_on_in_bash_when_the_user_names_another_shell)
{
    cluster.shebang = "#!/bin/sh";
    EXPECT_THAT(render().batch, HasSubstr("exec bash \"$0\" \"$@\""));
    EXPECT_EQ(syntax_problem(render().batch), "");
}

TEST_F(JobScriptTest, lives_on_whatever_the_prologue_has_set)
{
    cluster.job_script_prologue = {"set -euo pipefail"};
    EXPECT_THAT(render().batch, HasSubstr("set -euo pipefail\n# What the prologue has set"));
    EXPECT_THAT(render().batch, HasSubstr("\nset +eu +o pipefail\n"));
}

TEST_F(JobScriptTest, is_right_for_bash_with_and_without_user_lines)
{
    EXPECT_EQ(syntax_problem(render().batch), "");
    EXPECT_EQ(syntax_problem(render().node), "");
    cluster.job_script_prologue = {"if true; then", "  echo x", "fi"};
    cluster.job_script_epilogue = {"echo y"};
    EXPECT_EQ(syntax_problem(render().batch), "");
    EXPECT_EQ(syntax_problem(render().node), "");
}

TEST_F(JobScriptTest, keeps_job_output_in_the_session_unless_the_user_says_where)
{
    folder = session::SessionFolder{"/data/100% mine/s"};
    EXPECT_THAT(render().batch,
                HasSubstr("#SBATCH --output=\"/data/100%% mine/s/logs/job-%j.out\"\n"));
    cluster.log_directory = "logs";
    EXPECT_THAT(render().batch, Not(HasSubstr("--output=")));
}

TEST_F(JobScriptTest, replaces_the_variables_of_a_daliuge_template)
{
    cluster.header = config::HeaderStyle::completed;
    cluster.variables = {{"MODULES", "module load y"}};
    cluster.job_extra_directives = {"--nodes=$NUM_NODES", "--time=$JOB_DURATION"};
    cluster.job_script_prologue = {"$MODULES", "echo $SESSION_ID $HOME"};
    auto const script = render().batch;
    EXPECT_THAT(script, HasSubstr("#SBATCH --nodes=2\n#SBATCH --time=00:30:00\n"));
    EXPECT_THAT(script, HasSubstr("\nmodule load y\necho imaging_x $HOME\n"));
}

TEST_F(JobScriptTest, refuses_a_variable_that_would_end_a_header_line)
{
    cluster.header = config::HeaderStyle::completed;
    cluster.variables = {{"ACCOUNT", "a\n#SBATCH --uid=0"}};
    cluster.job_extra_directives = {"--account=$ACCOUNT"};
    EXPECT_THROW(static_cast<void>(render()), Error);
}

// Every value that is not code by definition, as nasty as can be: the scripts stay right, and no
// value runs anything.
TEST_F(JobScriptTest, lets_no_value_become_code)
{
    constexpr std::uint32_t seed = 1234;
    std::mt19937 random{seed};
    constexpr std::string_view alphabet = "'\"\\$`!*[]{}()<>|&;#~=% -_aZ0";
    std::uniform_int_distribution<std::size_t> letter{0, alphabet.size() - 1};
    auto const nasty = [&] {
        std::string text(10, ' ');
        std::ranges::generate(text, [&] { return alphabet[letter(random)]; });
        return text + "$(: >" + (scratch() / "broken").string() + ")";
    };
    for (int i = 0; i < 20; ++i) {
        cluster.queue = nasty();
        cluster.account = nasty();
        cluster.job_name = nasty();
        cluster.local_directory = nasty();
        program = "/nowhere/" + nasty();
        folder = session::SessionFolder{"/nowhere/" + nasty()};
        for (auto const& script : {render().batch, render().node}) {
            ASSERT_EQ(syntax_problem(script), "") << script;
            process::CommandRequest request;
            request.argv = {"/bin/bash"};
            request.input = script;
            request.environment = {{"PATH", "/nowhere"}};
            static_cast<void>(process::run_command(request));
            ASSERT_FALSE(std::filesystem::exists(scratch() / "broken")) << script;
        }
    }
}

TEST_F(JobScriptTest, templates_are_found_where_they_are_installed)
{
    auto const share = scratch() / "share" / "atoll";
    std::filesystem::create_directories(share / "slurm");
    std::ofstream{share / "slurm" / "job.sbatch"} << "x";
    EXPECT_EQ(share_folder("", scratch() / "bin" / "atoll"), share);
    EXPECT_EQ(share_folder(share.string(), "/elsewhere/bin/atoll"), share);
}

TEST_F(JobScriptTest, templates_of_the_source_tree_serve_a_program_that_is_not_installed)
{
    EXPECT_EQ(share_folder("", "/elsewhere/bin/atoll"), std::filesystem::path{ATOLL_SOURCE_DIR});
    EXPECT_THROW(static_cast<void>(share_folder("/nowhere", "/bin/atoll")), Error);
}

}  // namespace
}  // namespace atl::slurm
