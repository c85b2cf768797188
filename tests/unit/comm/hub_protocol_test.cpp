#include "comm/link/hub_protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/link/virtual_network.hpp"

namespace atl::comm {
namespace {

using Kind = LinkEvent::Kind;
using testing::StartsWith;

/// An island that has dialled its master.
class HubProtocolTest : public ::testing::Test {
  protected:
    HubProtocolTest() { network.run(1); }

    void send_from_island(int count)
    {
        for (int i = 0; i < count; ++i) {
            network.hub(island).send(peer, 1, Body(100));
        }
    }

    VirtualNetwork network{1};
    std::size_t master = network.add("master");
    std::size_t island = network.add("island 1");
    PeerId peer = network.dial(island, master);
};

TEST_F(HubProtocolTest, connects_both_sides_once)
{
    EXPECT_EQ(network.count(master, Kind::connected), 1U);
    EXPECT_EQ(network.count(island, Kind::connected), 1U);
    EXPECT_EQ(network.hub(island).identity(peer).name, "master");
}

TEST_F(HubProtocolTest, is_quiet_about_a_link_that_works)
{
    network.run(1000);
    EXPECT_EQ(network.events(master).size(), 1U);
    EXPECT_EQ(network.events(island).size(), 1U);
}

TEST_F(HubProtocolTest, resumes_a_broken_connection_without_telling)
{
    send_from_island(10);
    network.cut(island);
    send_from_island(10);
    network.run(2);
    EXPECT_EQ(network.count(master, Kind::message), 20U);
    EXPECT_EQ(network.count(master, Kind::suspect), 0U);
}

TEST_F(HubProtocolTest, knows_whether_a_link_has_a_connection)
{
    EXPECT_TRUE(network.hub(island).is_connected(peer));
    network.cut(island);
    bool has_been_without = false;
    for (int step = 0; step < 100; ++step) {
        network.run(0.01);
        has_been_without = has_been_without || !network.hub(island).is_connected(peer);
    }
    EXPECT_TRUE(has_been_without);
    EXPECT_TRUE(network.hub(island).is_connected(peer));
}

TEST_F(HubProtocolTest, replaces_a_connection_that_has_fallen_silent)
{
    network.silence(island);
    send_from_island(1);
    network.run(4);
    EXPECT_EQ(network.count(master, Kind::suspect), 0U);
    network.run(4);
    EXPECT_EQ(network.count(master, Kind::suspect), 1U);
    EXPECT_EQ(network.count(master, Kind::recovered), 1U);
    EXPECT_EQ(network.count(master, Kind::message), 1U);
}

TEST_F(HubProtocolTest, takes_a_process_back_that_was_stopped_for_eight_seconds)
{
    for (auto const stopped : {island, master}) {
        network.stop(stopped);
        network.run(8);
        network.go_on(stopped);
        network.run(3);
        EXPECT_EQ(network.count(island, Kind::lost) + network.count(master, Kind::lost), 0U);
    }
    EXPECT_EQ(network.count(master, Kind::suspect), 1U);
    EXPECT_EQ(network.count(master, Kind::recovered), 1U);
    EXPECT_EQ(network.count(island, Kind::suspect), 1U);
    EXPECT_EQ(network.count(island, Kind::recovered), 1U);
}

TEST_F(HubProtocolTest, gives_up_a_process_that_was_stopped_for_twenty_seconds_and_tells_it)
{
    network.stop(island);
    network.run(20);
    EXPECT_EQ(network.reason(master, Kind::lost), "nothing heard for 15.00 s");
    network.go_on(island);
    network.run(3);
    EXPECT_EQ(network.reason(island, Kind::lost), "given up: nothing heard for 15.00 s");
    EXPECT_EQ(network.count(master, Kind::connected), 1U);
}

TEST_F(HubProtocolTest, does_not_blame_its_peers_for_the_time_it_was_stopped_itself)
{
    network.stop(master);
    network.run(8);
    network.go_on(master);
    network.step();
    EXPECT_EQ(network.count(master, Kind::suspect), 0U);
}

TEST_F(HubProtocolTest, refuses_a_process_that_it_has_given_up_even_for_a_new_link)
{
    network.hub(master).fence(network.events(master).front().peer, "its job was cancelled");
    network.run(1);
    static_cast<void>(network.dial(island, master));
    network.run(2);
    EXPECT_EQ(network.count(island, Kind::lost), 2U);
    EXPECT_EQ(network.events(island).back().reason, "given up: its job was cancelled");
    EXPECT_EQ(network.count(master, Kind::connected), 1U);
}

TEST_F(HubProtocolTest, accepts_a_new_process_in_the_place_of_a_lost_one)
{
    network.kill(island);
    network.run(20);
    static_cast<void>(network.dial(network.add("island 1 again"), master));
    network.run(1);
    EXPECT_EQ(network.count(master, Kind::connected), 2U);
}

TEST_F(HubProtocolTest, closes_after_the_last_message)
{
    send_from_island(5);
    network.hub(island).close(peer, "drained");
    network.run(2);
    EXPECT_EQ(network.count(master, Kind::message), 5U);
    EXPECT_EQ(network.reason(master, Kind::closed), "drained");
    EXPECT_EQ(network.count(island, Kind::closed), 1U);
}

TEST_F(HubProtocolTest, closes_from_the_side_that_accepted_too)
{
    network.hub(master).close(network.events(master).front().peer, "the session has ended");
    network.run(2);
    EXPECT_EQ(network.reason(island, Kind::closed), "the session has ended");
    EXPECT_EQ(network.count(master, Kind::closed), 1U);
}

TEST_F(HubProtocolTest, forgets_what_a_peer_has_that_is_lost)
{
    send_from_island(1);
    network.kill(master);
    network.run(20);
    EXPECT_EQ(network.count(island, Kind::lost), 1U);
    EXPECT_EQ(network.hub(island).queued(peer), 0U);
    send_from_island(1);
    EXPECT_EQ(network.hub(island).queued(peer), 0U);
}

TEST(HubProtocolDial, is_given_up_when_nobody_answers_in_time)
{
    VirtualNetwork network{1};
    auto const master = network.add("master");
    auto const island = network.add("island");
    network.reachable = false;
    static_cast<void>(network.dial(island, master));
    network.run(59);
    EXPECT_EQ(network.count(island, Kind::lost), 0U);
    network.run(2);
    EXPECT_THAT(network.reason(island, Kind::lost), StartsWith("no connection within 60"));
}

}  // namespace
}  // namespace atl::comm
