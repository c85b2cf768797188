#include "runtime/extension_desk.hpp"

#include <array>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "support/runtime/fake_network.hpp"

namespace atl::runtime {
namespace {

using atl::test::FakeNetwork;
using manager::LinkMessage;
using testing::ElementsAre;

/// Rank 0 of a session with the node managers 1 and 2, and one executor.
class ExtensionDeskTest : public ::testing::Test {
  protected:
    FakeNetwork network;
    std::unique_ptr<Links> links{network.join("rank0")};
    std::unique_ptr<Links> executor{network.join()};
    SystemClock clock;
    std::vector<std::string> news;
    ExtensionDesk desk{
        *links,
        clock,
        {"s", 17, {RankId{1}, RankId{2}}},
        [this](ExtensionDesk::JobNews const& job) {
            constexpr std::array words{"connected", "drained", "lost"};
            news.push_back(fmt::format(
                "{} {} {}", job.job_id, words.at(static_cast<std::size_t>(job.kind)), job.cpus));
        }};
    comm::PeerId const link{executor->dial("rank0")};

    void send(LinkMessage type, comm::Body body = {})
    {
        executor->send(link, static_cast<std::uint16_t>(type), std::move(body));
        serve();
    }
    void offer() { send(LinkMessage::offer, encode(manager::ExecutorOffer{"47", "n1", 4, {}})); }
    void serve()
    {
        std::vector<comm::LinkEvent> events;
        links->poll(events);
        for (auto const& event : events) {
            desk.handle(event);
        }
    }
    /// Types of the messages that the executor has got since the last call.
    std::vector<LinkMessage> heard()
    {
        std::vector<comm::LinkEvent> events;
        executor->poll(events);
        std::vector<LinkMessage> types;
        for (auto const& event : events) {
            if (event.kind == comm::LinkEvent::Kind::message) {
                types.push_back(static_cast<LinkMessage>(event.type));
                body_ = event.body;
            }
        }
        return types;
    }
    comm::Body body_;  ///< Of the last message.
};

TEST_F(ExtensionDeskTest, welcomes_who_comes_and_sends_it_on_when_a_node_manager_listens)
{
    offer();
    EXPECT_THAT(heard(), ElementsAre(LinkMessage::welcome));
    EXPECT_EQ(manager::decode_welcome(body_).session_start_ns, 17);
    desk.node_listens(RankId{1}, "rank1");
    EXPECT_THAT(heard(), ElementsAre(LinkMessage::assign));
    EXPECT_EQ(manager::decode_assignment(body_).endpoints, "rank1");
}

TEST_F(ExtensionDeskTest, sends_who_comes_to_the_largest_backlog)
{
    desk.node_listens(RankId{1}, "rank1");
    desk.node_listens(RankId{2}, "rank2");
    desk.backlog(RankId{2}, 10);
    offer();
    EXPECT_THAT(heard(), ElementsAre(LinkMessage::welcome, LinkMessage::assign));
    EXPECT_EQ(manager::decode_assignment(body_).rank, RankId{2});
}

TEST_F(ExtensionDeskTest, shows_what_executors_report)
{
    offer();
    comm::ByteWriter out;
    out.put(std::uint32_t{3});
    send(LinkMessage::report, std::move(out).take());
    ASSERT_EQ(desk.executors().size(), 1U);
    EXPECT_EQ(desk.executors()[0].running, 3U);
    EXPECT_EQ(desk.executors()[0].offer.host, "n1");
}

TEST_F(ExtensionDeskTest, lets_the_executors_of_a_job_go)
{
    offer();
    static_cast<void>(heard());
    desk.drain("48");
    EXPECT_THAT(heard(), ElementsAre());
    desk.drain("47");
    EXPECT_THAT(heard(), ElementsAre(LinkMessage::drain));
}

TEST_F(ExtensionDeskTest, forgets_who_says_goodbye)
{
    offer();
    send(LinkMessage::goodbye);
    serve();
    EXPECT_TRUE(desk.executors().empty());
}

TEST_F(ExtensionDeskTest, tells_how_a_job_comes_and_goes)
{
    offer();
    send(LinkMessage::goodbye);
    serve();
    EXPECT_THAT(news, ElementsAre("47 connected 4", "47 drained 0"));
}

TEST_F(ExtensionDeskTest, tells_of_a_job_that_is_lost)
{
    offer();
    network.cut(*executor);
    serve();
    EXPECT_THAT(news, ElementsAre("47 connected 4", "47 lost 0"));
}

TEST_F(ExtensionDeskTest, dismisses_everybody_at_the_end)
{
    offer();
    static_cast<void>(heard());
    desk.dismiss();
    EXPECT_THAT(heard(), ElementsAre(LinkMessage::dismiss));
}

}  // namespace
}  // namespace atl::runtime
