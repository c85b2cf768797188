#include "runtime/courier.hpp"

#include <gmock/gmock.h>

#include "runtime/lease_run.hpp"
#include "runtime/topology_of.hpp"
#include "support/engine/scripted_host.hpp"
#include "support/runtime/lease_orders.hpp"

namespace atl::runtime {
namespace {

using atl::test::GraphSession;
using engine::AppOutcome;
using engine::DropIndex;
using testing::HasSubstr;

/// The engine, the runner and the courier of a graph with one app.
class CourierTest : public ::testing::Test {
  protected:
    explicit CourierTest(std::string const& json = atl::test::hello_into("memory.InMemoryDROP"))
        : session(json)
    {
        engine.start();
    }

    GraphSession session;
    EngineTopology topology{session.part(), session.runner(), RankShape{}};
    engine::test::ScriptedHost host;
    SystemClock clock;
    engine::Engine engine{topology.view(), host, clock, {}};
    std::string reason;
    std::string ended_under;  ///< Key of a try of which there is a receipt.
    Courier courier{{engine,
                     session.runner(),
                     session.part(),
                     [this](auto, auto, auto run) {
                         reason = run.reason;
                         auto const well = run.status == drops::AppRun::Status::finished;
                         return AppOutcome{well ? AppOutcome::Status::finished
                                                : AppOutcome::Status::failed};
                     },
                     1,
                     [this](auto, auto const& staging) { return staging == ended_under; }}};

    Courier::Taken take()
    {
        courier.post(Courier::Take{1});
        while (true) {
            if (auto taken = courier.taken()) {
                return std::move(*taken);
            }
            std::this_thread::yield();
        }
    }
    void wait_until_finished()
    {
        while (!engine.finished()) {
            static_cast<void>(engine.work_some(engine::WorkerId{0}, 100));
        }
    }
    manager::Lease const lease{1, manager::ExecutorId{1}, 0, 1, 1};
};

TEST_F(CourierTest, packs_an_app_so_that_it_runs_elsewhere)
{
    auto const taken = take();
    ASSERT_TRUE(taken.order);
    EXPECT_EQ(graph::read_part(taken.order->part).oid(0), "hello");
    EXPECT_FALSE(take().order);
    courier.post(Courier::GiveBack{lease, ""});
}

TEST_F(CourierTest, publishes_what_comes_back)
{
    static_cast<void>(take());
    manager::LeaseResult result;
    result.outputs.resize(1);
    courier.post(Courier::Finish{lease, result, "-key"});
    wait_until_finished();
    EXPECT_EQ(engine.state(DropIndex{0}), DropState::finished);
    EXPECT_TRUE(host.runs().empty());
}

TEST_F(CourierTest, an_app_that_is_given_back_runs_here)
{
    static_cast<void>(take());
    courier.post(Courier::GiveBack{lease, "-key"});
    wait_until_finished();
    EXPECT_EQ(host.runs().size(), 1U);
}

/// The same with an app that writes a file.
class CourierOfFilesTest : public CourierTest {
  protected:
    CourierOfFilesTest()
        : CourierTest(atl::test::hello_into("file.FileDROP", R"("filepath":"a.txt")"))
    {
        static_cast<void>(take());
    }
    /// An executor has run the app, and nobody has heard of it.
    void run_elsewhere()
    {
        static_cast<void>(
            run_lease(atl::test::order_of(session, 0), atl::test::runs_of(session), {}, [] {
                return false;
            }));
    }
};

TEST_F(CourierOfFilesTest, an_app_that_has_ended_elsewhere_does_not_run_again)
{
    run_elsewhere();
    ended_under = "-test";
    courier.post(Courier::GiveBack{lease, "-test"});
    wait_until_finished();
    EXPECT_EQ(engine.state(DropIndex{0}), DropState::finished);
    EXPECT_TRUE(host.runs().empty());
    EXPECT_TRUE(session.runner().is_left_on_disk(0, "")) << "it waits to be published";
}

TEST_F(CourierOfFilesTest, an_app_runs_again_whose_outputs_are_not_all_there)
{
    ended_under = "-test";
    courier.post(Courier::GiveBack{lease, "-test"});
    wait_until_finished();
    EXPECT_EQ(host.runs().size(), 1U);
}

TEST_F(CourierOfFilesTest, what_an_app_has_left_that_did_not_end_is_removed)
{
    run_elsewhere();
    courier.post(Courier::GiveBack{lease, "-test"});
    wait_until_finished();
    EXPECT_EQ(host.runs().size(), 1U);
    EXPECT_FALSE(session.runner().is_left_on_disk(0, "-test"));
}

TEST_F(CourierTest, an_app_that_is_set_aside_says_why)
{
    static_cast<void>(take());
    courier.post(Courier::Fail{lease, "it was in the way", "-key"});
    wait_until_finished();
    EXPECT_EQ(engine.state(DropIndex{0}), DropState::error);
    EXPECT_THAT(reason, HasSubstr("'hello': it was in the way"));
}

}  // namespace
}  // namespace atl::runtime
