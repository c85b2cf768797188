#include "atoll/comm/link_hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "atoll/core/error.hpp"

#include "comm/link/socket.hpp"
#include "support/link/hub_pair.hpp"

namespace atl::comm {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Kind = LinkEvent::Kind;

Body body_of(std::size_t size, unsigned seed)
{
    Body body(size);
    for (std::size_t i = 0; i < size; ++i) {
        body[i] = static_cast<std::byte>(i * 31 + seed);
    }
    return body;
}

/// The peer that \p hub speaks of in its first event.
PeerId peer_of(TestHub const& hub)
{
    return hub.events.empty() ? PeerId{} : hub.events.front().peer;
}

class LinkHubTest : public ::testing::Test {
  protected:
    Secret secret = Secret::make();
    TestHub master{{"session", "master", 1}, secret, fast_options()};
    TestHub island{{"session", "island 1", 1}, secret, fast_options()};

    void connect()
    {
        peer = island.hub.dial(master.hub.listen());
        ASSERT_TRUE(run_until({&master, &island}, [&] {
            return master.count(Kind::connected) == 1 && island.count(Kind::connected) == 1;
        }));
    }

    /// What island hears of its dial when it says \p self and knows \p other.
    std::string refusal_of(LinkIdentity self, Secret const& other)
    {
        TestHub stranger{std::move(self), other, fast_options()};
        static_cast<void>(stranger.hub.dial(master.hub.listen()));
        run_until({&master, &stranger}, [&] { return stranger.find(Kind::lost) != nullptr; });
        EXPECT_EQ(master.count(Kind::connected), 0U);
        auto const* const lost = stranger.find(Kind::lost);
        return lost == nullptr ? "not lost" : lost->reason;
    }

    PeerId peer;
};

TEST_F(LinkHubTest, tells_both_sides_who_the_other_is)
{
    connect();
    EXPECT_EQ(island.hub.identity(peer).name, "master");
    EXPECT_EQ(master.hub.identity(peer_of(master)).name, "island 1");
}

TEST_F(LinkHubTest, carries_messages_both_ways_in_order)
{
    connect();
    for (unsigned i = 0; i < 1000; ++i) {
        island.hub.send(peer, 7, body_of(i, i));
        master.hub.send(peer_of(master), 8, body_of(i, i));
    }
    ASSERT_TRUE(run_until({&master, &island}, [&] {
        return master.count(Kind::message) == 1000 && island.count(Kind::message) == 1000;
    }));
    for (unsigned i = 0; i < 1000; ++i) {
        EXPECT_EQ(master.events[i + 1].type, 7);
        EXPECT_EQ(master.events[i + 1].body, body_of(i, i));
        EXPECT_EQ(island.events[i + 1].body, body_of(i, i));
    }
}

TEST_F(LinkHubTest, lets_a_small_message_overtake_a_large_one)
{
    auto const large = body_of(20U << 20U, 1);
    connect();
    island.hub.send(peer, 1, large);
    island.hub.send(peer, 2, body_of(10, 2));
    ASSERT_TRUE(run_until({&master, &island}, [&] { return master.count(Kind::message) == 2; }));
    EXPECT_EQ(master.find(Kind::message)->type, 2);
    EXPECT_TRUE(master.events.back().body == large);
}

TEST_F(LinkHubTest, reports_what_the_peer_has_not_acknowledged)
{
    connect();
    island.hub.send(peer, 1, body_of(1000, 1));
    EXPECT_EQ(island.hub.queued(peer).count, 1000U);
    EXPECT_TRUE(run_until({&master, &island}, [&] { return island.hub.queued(peer).count == 0; }));
}

TEST_F(LinkHubTest, keeps_an_idle_link_alive)
{
    connect();
    EXPECT_FALSE(run_until({&master, &island}, [] { return false; }, {1.5}));
    EXPECT_EQ(master.events.size(), 1U);
    EXPECT_EQ(island.events.size(), 1U);
}

TEST_F(LinkHubTest, suspects_and_then_loses_a_peer_that_is_silent)
{
    connect();
    ASSERT_TRUE(run_until({&master}, [&] { return master.find(Kind::lost) != nullptr; }));
    EXPECT_EQ(master.count(Kind::suspect), 1U);
    EXPECT_THAT(master.find(Kind::lost)->reason, HasSubstr("nothing heard for"));
}

TEST_F(LinkHubTest, tells_a_lost_peer_that_comes_back_that_it_was_given_up)
{
    connect();
    ASSERT_TRUE(run_until({&master}, [&] { return master.find(Kind::lost) != nullptr; }));
    ASSERT_TRUE(run_until({&master, &island}, [&] { return island.find(Kind::lost) != nullptr; }));
    EXPECT_THAT(island.find(Kind::lost)->reason, StartsWith("given up: nothing heard for"));
}

TEST_F(LinkHubTest, forgives_a_silence_that_is_shorter_and_loses_nothing)
{
    connect();
    island.hub.send(peer, 1, body_of(10, 1));
    ASSERT_TRUE(run_until({&master}, [&] { return master.find(Kind::suspect) != nullptr; }));
    ASSERT_TRUE(
        run_until({&master, &island}, [&] { return master.find(Kind::recovered) != nullptr; }));
    ASSERT_TRUE(run_until({&master, &island}, [&] { return master.count(Kind::message) == 1; }));
    EXPECT_EQ(master.count(Kind::lost) + island.count(Kind::lost), 0U);
}

TEST_F(LinkHubTest, ends_a_link_in_order_after_what_is_queued)
{
    connect();
    island.hub.send(peer, 1, body_of(5U << 20U, 1));
    island.hub.close(peer, "drained");
    ASSERT_TRUE(run_until({&master, &island}, [&] {
        return master.find(Kind::closed) != nullptr && island.find(Kind::closed) != nullptr;
    }));
    EXPECT_EQ(master.count(Kind::message), 1U);
    EXPECT_EQ(master.find(Kind::closed)->reason, "drained");
}

TEST_F(LinkHubTest, fences_a_peer_at_once_when_told_to)
{
    connect();
    master.hub.fence(peer_of(master), "its node is down");
    ASSERT_TRUE(run_until({&master, &island}, [&] { return island.find(Kind::lost) != nullptr; }));
    EXPECT_EQ(master.find(Kind::lost)->reason, "its node is down");
    EXPECT_EQ(island.find(Kind::lost)->reason, "given up: its node is down");
}

TEST_F(LinkHubTest, refuses_another_secret)
{
    EXPECT_THAT(refusal_of({"session", "stranger", 1}, Secret::make()),
                HasSubstr("it does not have this session's secret"));
}

TEST_F(LinkHubTest, refuses_another_session)
{
    EXPECT_THAT(refusal_of({"other", "stranger", 1}, secret),
                StartsWith("session 'other' of 'stranger' is not session 'session'"));
}

TEST_F(LinkHubTest, refuses_another_epoch)
{
    EXPECT_THAT(refusal_of({"session", "stranger", 2}, secret),
                StartsWith("epoch 2 of 'stranger' is not epoch 1 of 'master'"));
}

TEST_F(LinkHubTest, is_not_disturbed_by_those_who_connect_and_say_nothing_or_nonsense)
{
    auto const address = master.hub.listen();
    std::vector<Socket> strangers;
    for (int i = 0; i < 100; ++i) {
        strangers.push_back(Socket::connecting(address.endpoints.front()));
        if (i % 2 == 0) {
            ::send(strangers.back().fd(), "GET / HTTP/1.1", 14, MSG_NOSIGNAL);
        }
    }
    static_cast<void>(island.hub.dial(address));
    EXPECT_TRUE(
        run_until({&master, &island}, [&] { return master.find(Kind::connected) != nullptr; }));
}

TEST_F(LinkHubTest, goes_on_to_the_next_endpoint_when_one_leads_elsewhere)
{
    TestHub other{{"session", "other", 1}, secret, fast_options()};
    auto address = master.hub.listen();
    auto const wrong = other.hub.listen();
    address.endpoints.insert(address.endpoints.begin(), wrong.endpoints.front());
    static_cast<void>(island.hub.dial(address));
    EXPECT_TRUE(run_until({&master, &island, &other},
                          [&] { return island.find(Kind::connected) != nullptr; }));
    EXPECT_EQ(other.count(Kind::connected), 0U);
}

TEST_F(LinkHubTest, gives_a_dial_up_that_nobody_answers)
{
    auto options = fast_options();
    options.connect_within = {0.3};
    TestHub lonely{{"session", "lonely", 1}, secret, options};
    static_cast<void>(lonely.hub.dial({1, {{"127.0.0.1", 1}}}));
    ASSERT_TRUE(run_until({&lonely}, [&] { return lonely.find(Kind::lost) != nullptr; }));
    EXPECT_THAT(lonely.find(Kind::lost)->reason, HasSubstr("127.0.0.1 port 1: Connection refused"));
}

TEST_F(LinkHubTest, wakes_from_waiting_when_a_message_arrives)
{
    connect();
    run_until({&master, &island}, [] { return false; }, {0.02});
    master.hub.send(peer_of(master), 1, body_of(10, 1));
    master.poll();
    auto const start = std::chrono::steady_clock::now();
    while (island.count(Kind::message) == 0) {
        island.hub.wait({5});
        island.poll();
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
}

TEST(LinkHubOptions, that_make_no_sense_are_refused_by_name)
{
    auto options = fast_options();
    options.lost_after = options.suspect_after;
    try {
        LinkHub const hub{{}, Secret::make(), options};
        FAIL() << "was accepted";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::invalid_config);
        EXPECT_EQ(error.problem(), "links: lost_after must be longer than suspect_after");
    }
}

}  // namespace
}  // namespace atl::comm
