#include "app/job_source.hpp"

#include <fstream>

#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class JobSourceTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder const folder{scratch() / "session"};
    session::SessionFile session;
    JobPlan plan;

    void SetUp() override
    {
        std::filesystem::create_directory(folder.path());
        plan.files = {file("site.ini"), file("site.slurm")};
        plan.source.config_name = "big";
        plan.source.sets = {"walltime=4:00:00"};
        plan.source.settings_file = file("mine.yaml").string();
    }
    std::filesystem::path file(std::string const& name) const
    {
        std::ofstream{scratch() / name} << "of " << name;
        return scratch() / name;
    }
};

TEST_F(JobSourceTest, keeps_all_that_a_job_was_planned_from)
{
    keep_job_source(plan, folder, session);
    auto const kept = kept_job_source(folder, session);
    ASSERT_EQ(kept.cluster_files.size(), 2U);
    EXPECT_EQ(session::read_text(kept.cluster_files[0]), "of site.ini");
    EXPECT_EQ(session::read_text(kept.cluster_files[1]), "of site.slurm");
    EXPECT_EQ(session::read_text(kept.settings_file), "of mine.yaml");
    EXPECT_EQ(kept.config_name, "big");
    EXPECT_THAT(kept.sets, ElementsAre("walltime=4:00:00"));
}

TEST_F(JobSourceTest, keeps_the_same_when_the_job_is_planned_from_what_was_kept)
{
    keep_job_source(plan, folder, session);
    auto const kept = kept_job_source(folder, session);
    JobPlan again;
    again.source = kept;
    again.files.assign(kept.cluster_files.begin(), kept.cluster_files.end());
    keep_job_source(again, folder, session);
    EXPECT_EQ(session::read_text(folder.path() / "cluster-2.yaml"), "of site.slurm");
}

TEST_F(JobSourceTest, forgets_what_another_job_was_planned_from)
{
    keep_job_source(plan, folder, session);
    JobPlan other;
    other.files = {file("other.yaml")};
    keep_job_source(other, folder, session);
    auto const kept = kept_job_source(folder, session);
    EXPECT_THAT(kept.cluster_files, ElementsAre(folder.cluster().string()));
    EXPECT_THAT(kept.settings_file, IsEmpty());
    EXPECT_THAT(kept.sets, IsEmpty());
}

}  // namespace
}  // namespace atl::app
