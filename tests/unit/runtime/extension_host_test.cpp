#include "runtime/extension_host.hpp"

#include <gmock/gmock.h>

#include "atoll/comm/loopback_transport.hpp"

#include "support/drops/graph_session.hpp"
#include "support/runtime/fake_network.hpp"

namespace atl::runtime {
namespace {

using atl::test::FakeNetwork;
using manager::LinkMessage;

/// Two ranks without a session behind them.
class ExtensionHostTest : public ::testing::Test {
  protected:
    atl::test::TempFolder temp;
    session::SessionFolder const folder{temp.path()};
    session::SessionFile session;
    SystemClock clock;
    FakeNetwork network;
    std::unique_ptr<Links> links{network.join("rank0")};
    std::unique_ptr<Links> executor{network.join()};
    std::vector<std::unique_ptr<comm::Transport>> transports{comm::make_loopback_transports(2)};

    ExtensionHost host(std::uint32_t rank, Links* with, SessionStart start = {})
    {
        return ExtensionHost{{folder, session, *transports[rank], clock, start}, with};
    }
    std::vector<LinkMessage> heard()
    {
        std::vector<comm::LinkEvent> events;
        executor->poll(events);
        std::vector<LinkMessage> types;
        for (auto const& event : events) {
            if (event.kind == comm::LinkEvent::Kind::message) {
                types.push_back(static_cast<LinkMessage>(event.type));
                last_body = event.body;
            }
        }
        return types;
    }
    /// What an executor is told that comes in an epoch which began as \p start says.
    manager::Welcome welcome(SessionStart const& start)
    {
        auto here = host(0, links.get(), start);
        executor->send(executor->dial("rank0"),
                       static_cast<std::uint16_t>(LinkMessage::offer),
                       encode(manager::ExecutorOffer{"47", "n1", 4, {}}));
        here.serve(nullptr);
        EXPECT_THAT(heard(), ::testing::ElementsAre(LinkMessage::welcome));
        return manager::decode_welcome(last_body);
    }

    comm::Body last_body;
};

TEST_F(ExtensionHostTest, executors_are_told_when_the_session_first_began)
{
    SessionStart later;
    later.wall_ns = 200;
    later.first_ns = 100;
    EXPECT_EQ(welcome(later).session_start_ns, 100);
}

TEST_F(ExtensionHostTest, no_two_executors_of_a_session_have_the_same_number)
{
    SessionStart first;
    first.epoch = 1;
    SessionStart second;
    second.epoch = 2;
    EXPECT_NE(welcome(first).executor, welcome(second).executor);
}

TEST_F(ExtensionHostTest, does_nothing_in_a_session_without_extensions)
{
    auto here = host(0, nullptr);
    EXPECT_EQ(here.links(), nullptr);
    EXPECT_FALSE(here.serve(nullptr));
    EXPECT_FALSE(std::filesystem::exists(folder.link_file()));
}

TEST_F(ExtensionHostTest, a_node_manager_tells_rank_0_where_it_listens)
{
    auto there = host(1, links.get());
    there.announce();
    std::vector<comm::Message> messages;
    transports[0]->poll(messages);
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(comm::ByteReader{messages[0].body}.get_text(), "rank0");
}

TEST_F(ExtensionHostTest, rank_0_welcomes_executors_and_sends_them_on)
{
    auto here = host(0, links.get());
    auto const link = executor->dial("rank0");
    executor->send(link,
                   static_cast<std::uint16_t>(LinkMessage::offer),
                   encode(manager::ExecutorOffer{"47", "n1", 4, {}}));
    EXPECT_TRUE(here.serve(nullptr));
    comm::ByteWriter out;
    out.put_text("rank1");
    here.hear({RankId{1},
               static_cast<std::uint16_t>(manager::MessageType::listening),
               std::move(out).take()});
    EXPECT_THAT(heard(), ::testing::ElementsAre(LinkMessage::welcome, LinkMessage::assign));
}

}  // namespace
}  // namespace atl::runtime
