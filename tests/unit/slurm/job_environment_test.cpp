#include "atoll/slurm/job_environment.hpp"

#include <gmock/gmock.h>

namespace atl::slurm {
namespace {

TEST(JobEnvironmentEdits, remove_what_would_change_a_request_and_nothing_else)
{
    auto const edits = job_environment_edits({{"SBATCH_TIMELIMIT", "1"},
                                              {"SLURM_MEM_PER_NODE", "7"},
                                              {"PMIX_RANK", "0"},
                                              {"SLURM_CONF", "/etc/slurm.conf"},
                                              {"HOME", "/home/x"}});
    std::vector<std::string> names;
    for (auto const& edit : edits) {
        names.push_back(edit.name);
        EXPECT_EQ(edit.value, std::nullopt);
    }
    EXPECT_THAT(names,
                ::testing::ElementsAre("PMIX_RANK", "SBATCH_TIMELIMIT", "SLURM_MEM_PER_NODE"));
}

}  // namespace
}  // namespace atl::slurm
