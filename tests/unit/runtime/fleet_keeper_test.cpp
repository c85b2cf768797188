#include "runtime/fleet_keeper.hpp"

#include <atomic>
#include <future>
#include <set>

#include "atoll/session/scale_request.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/turned_clock.hpp"

namespace atl::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A keeper whose SLURM takes every job and answers at once, on the keeper's thread.
class FleetKeeperTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder folder{scratch()};
    slurm::TurnedClock clock;
    slurm::FleetOptions options;
    std::vector<std::string> drained;
    std::promise<void> submitted;
    std::promise<void> cancelled;
    slurm::Workload work;

    FleetKeeperTest()
    {
        options.limits.cpus_per_island = 8;
        options.limits.most = 1;
        work.base_cpus = 8;
        work.base_busy = 8;
        work.ready = {{8, 1, Seconds{3600}}};
    }
    std::unique_ptr<FleetKeeper> keeper()
    {
        return std::make_unique<FleetKeeper>(
            slurm::Fleet{options},
            folder,
            clock,
            [this](slurm::FleetAction const& action) { return perform(action); },
            [this](std::string const& job) { drained.push_back(job); });
    }
    slurm::CommandAnswer perform(slurm::FleetAction const& action)
    {
        if (auto const* const submit = std::get_if<slurm::SubmitIsland>(&action)) {
            submitted.set_value();
            return {slurm::SubmitAnswer{submit->island, {"4711", {}}}, {"submitted from here"}};
        }
        if (std::holds_alternative<slurm::CancelJob>(action)) {
            cancelled.set_value();
        }
        return {};
    }
    void tick(FleetKeeper& keeper)
    {
        clock.advance(Seconds{1});
        keeper.tick(work);
    }
    // The answer is handed over some time after it was given.
    void await_job(FleetKeeper& keeper)
    {
        submitted.get_future().wait();
        while (keeper.fleet().islands().front().job.number.empty()) {
            tick(keeper);
        }
    }
};

TEST_F(FleetKeeperTest, has_commands_run_on_its_own_thread_and_takes_the_answers)
{
    auto const keeper = this->keeper();
    tick(*keeper);
    await_job(*keeper);
    EXPECT_EQ(keeper->fleet().islands().front().job.number, "4711");
    keeper->island_connected("4711", 8);
    EXPECT_EQ(keeper->fleet().islands().front().state, slurm::IslandState::working);
    keeper->session_ends();
    EXPECT_THAT(drained, ElementsAre("4711"));
}

TEST_F(FleetKeeperTest, leaves_what_it_knows_in_the_session_folder)
{
    {
        auto const keeper = this->keeper();
        tick(*keeper);
        await_job(*keeper);
        keeper->island_connected("4711", 8);
        tick(*keeper);
    }
    auto const file = session::read_islands_file(folder);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->islands.front().state, "working");
    EXPECT_EQ(file->islands.front().job_id, "4711");
    EXPECT_EQ(file->notes.front().line, "+1 island: 480 CPU-min ready, 0 islands, 1 allowed");
}

TEST_F(FleetKeeperTest, adopts_the_jobs_of_the_rank_0_before_it)
{
    session::IslandsFile before;
    before.islands = {{1, "44", "", "working", "", 8, 0}, {2, "45", "", "ended", "", 8, 0}};
    session::write_islands_file(folder, before);
    auto const keeper = this->keeper();
    ASSERT_EQ(keeper->fleet().islands().size(), 1U);
    EXPECT_EQ(keeper->fleet().islands().front().job.number, "44");
}

TEST_F(FleetKeeperTest, obeys_a_request_that_lies_in_the_session_folder)
{
    session::request_scale(folder, 1);
    auto const keeper = this->keeper();
    while (!keeper->fleet().asked()) {
        tick(*keeper);
    }
    EXPECT_EQ(keeper->fleet().asked(), 1U);
}

TEST_F(FleetKeeperTest, ends_the_jobs_that_wait_before_it_goes)
{
    {
        auto const keeper = this->keeper();
        tick(*keeper);
        await_job(*keeper);
        keeper->session_ends();
    }
    EXPECT_EQ(cancelled.get_future().wait_for(std::chrono::seconds{0}), std::future_status::ready);
}

}  // namespace
}  // namespace atl::runtime
