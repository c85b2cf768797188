#include "runtime/lending.hpp"

#include <thread>

#include <gmock/gmock.h>

#include "runtime/topology_of.hpp"
#include "support/engine/scripted_host.hpp"
#include "support/runtime/fake_network.hpp"
#include "support/runtime/lease_orders.hpp"

namespace atl::runtime {
namespace {

using atl::test::FakeNetwork;
using atl::test::GraphSession;
using engine::AppOutcome;
using manager::LinkMessage;

/// A node manager with one app and one executor that does what the test says.
class LendingTest : public ::testing::Test {
  protected:
    FakeNetwork network;
    std::unique_ptr<Links> links{network.join("rank0")};
    std::unique_ptr<Links> executor{network.join()};
    comm::PeerId const link{executor->dial("rank0")};
    GraphSession session{atl::test::hello_into("memory.InMemoryDROP")};
    EngineTopology topology{session.part(), session.runner(), RankShape{}};
    engine::test::ScriptedHost host;
    SystemClock clock;
    engine::Engine engine{topology.view(), host, clock, {}};
    bool has_room{true};
    std::int64_t now_ns{0};
    Lending lending{*links, RankId{0}};

    LendingTest()
    {
        engine.start();
        lending.attach({engine,
                        session.runner(),
                        session.part(),
                        [](auto, auto, auto run) {
                            auto const well = run.status == drops::AppRun::Status::finished;
                            return AppOutcome{well ? AppOutcome::Status::finished
                                                   : AppOutcome::Status::failed};
                        },
                        0,
                        {},
                        [this] { return has_room; }});
        send(LinkMessage::enlist, encode(manager::Enlistment{manager::ExecutorId{1}, 1}));
    }

    void send(LinkMessage type, comm::Body body)
    {
        executor->send(link, static_cast<std::uint16_t>(type), std::move(body));
    }
    void serve()
    {
        std::vector<comm::LinkEvent> events;
        links->poll(events);
        for (auto const& event : events) {
            static_cast<void>(lending.handle(event));
        }
        now_ns += 1'000'000'000;  // it looks for ready apps every time
        static_cast<void>(lending.progress(now_ns));
    }
    /// The next message of \p type that the executor gets.
    comm::Body wait_for(LinkMessage type)
    {
        while (true) {
            serve();
            std::vector<comm::LinkEvent> events;
            executor->poll(events);
            for (auto& event : events) {
                if (event.kind == comm::LinkEvent::Kind::message &&
                    static_cast<LinkMessage>(event.type) == type) {
                    return std::move(event.body);
                }
            }
        }
    }
    /// Runs what is ready here until all has ended.
    void finish()
    {
        while (!engine.finished()) {
            serve();
            static_cast<void>(engine.work_some(engine::WorkerId{0}, 100));
        }
    }
    comm::Body result_of(comm::Body const& lease)
    {
        manager::LeaseResult result;
        result.number = manager::decode_lease(lease).number;
        result.outputs.resize(1);
        return encode(result);
    }
};

TEST_F(LendingTest, no_app_is_lent_while_the_journal_cannot_be_written)
{
    has_room = false;
    for (int look = 0; look < 2000; ++look) {
        serve();
        std::this_thread::yield();  // for the thread that would pack it
    }
    EXPECT_EQ(network.sent(static_cast<std::uint16_t>(LinkMessage::lease)), 0U);
    has_room = true;
    send(LinkMessage::result, result_of(wait_for(LinkMessage::lease)));
    finish();
}

TEST_F(LendingTest, an_app_runs_where_there_is_room_and_its_owner_publishes)
{
    send(LinkMessage::result, result_of(wait_for(LinkMessage::lease)));
    while (!engine.finished()) {
        serve();
    }
    EXPECT_TRUE(host.runs().empty());
    EXPECT_EQ(host.published().size(), 1U);
}

TEST_F(LendingTest, what_a_lost_executor_had_runs_here)
{
    static_cast<void>(wait_for(LinkMessage::lease));
    network.cut(*executor);
    finish();
    EXPECT_EQ(host.runs().size(), 1U);
    EXPECT_EQ(engine.tries(engine::DropIndex{0}), 1U);
}

TEST_F(LendingTest, a_result_counts_once)
{
    auto const result = result_of(wait_for(LinkMessage::lease));
    send(LinkMessage::result, result);
    send(LinkMessage::result, result);
    finish();
    EXPECT_EQ(host.published().size(), 1U);
}

TEST_F(LendingTest, cancellation_recalls_what_is_lent)
{
    auto const lease = manager::decode_lease(wait_for(LinkMessage::lease));
    engine.cancel();
    lending.cancel();
    auto const recalled = wait_for(LinkMessage::recall);
    EXPECT_EQ(comm::ByteReader{recalled}.get<manager::LeaseNumber>(), lease.number);
    finish();
    EXPECT_EQ(engine.state(engine::DropIndex{0}), DropState::cancelled);
}

}  // namespace
}  // namespace atl::runtime
