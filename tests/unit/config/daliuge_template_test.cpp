#include "config/daliuge_template.hpp"

namespace atl::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

ClusterFile read_template(std::string const& text)
{
    ClusterFile file;
    read_daliuge_template(text, "site.slurm", file);
    return file;
}

TEST(DaliugeTemplate, is_a_script)
{
    EXPECT_TRUE(looks_like_script("#!/bin/bash --login\n"));
    EXPECT_FALSE(looks_like_script("# a comment\n"));
}

TEST(DaliugeTemplate, gives_header_and_commands_with_their_variables)
{
    auto const file = read_template(
        "#!/bin/bash --login\n\n#SBATCH --nodes=$NUM_NODES\n#SBATCH --cpus-per-task=16\n"
        "#SBATCH --time=$JOB_DURATION\n$MODULES\nexport DLG_ROOT=$DLG_ROOT\n");
    EXPECT_EQ(file.cluster.shebang, "#!/bin/bash --login");
    EXPECT_THAT(file.cluster.job_extra_directives,
                ElementsAre("--nodes=$NUM_NODES", "--cpus-per-task=16", "--time=$JOB_DURATION"));
    EXPECT_THAT(file.cluster.job_script_prologue,
                ElementsAre("$MODULES", "export DLG_ROOT=$DLG_ROOT"));
    EXPECT_EQ(file.cluster.header, HeaderStyle::completed);
    EXPECT_EQ(file.cluster.cores, 16U);
}

TEST(DaliugeTemplate, gives_the_size_that_it_states)
{
    auto const file = read_template("#!/bin/bash\n#SBATCH -N 4\n#SBATCH -t 2:00:00\n");
    EXPECT_EQ(file.cluster.n_workers, 4U);
    EXPECT_EQ(file.cluster.walltime.span, Seconds{7200});
}

TEST(DaliugeTemplate, warns_of_several_tasks_a_node)
{
    EXPECT_THAT(read_template("#!/bin/bash\n#SBATCH --ntasks-per-node=4\n").diagnostics.render(),
                HasSubstr("several tasks a node"));
}

TEST(DaliugeTemplate, refuses_control_characters)
{
    EXPECT_THAT(read_template("#!/bin/bash\n#SBATCH -N 1\r\n").diagnostics.render(),
                HasSubstr("site.slurm:2:1: holds a control character"));
}

}  // namespace
}  // namespace atl::config
