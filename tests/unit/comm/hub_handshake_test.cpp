// Who is let in: the part of HubProtocol in src/comm/link/hub_handshake.cpp.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/link/virtual_network.hpp"

namespace atl::comm {
namespace {

using Kind = LinkEvent::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class HubHandshakeTest : public ::testing::Test {
  protected:
    HubProtocol hub{{"session", "master", 1}, {}, [] { return 99; }, {0}};

    static Hello good_hello()
    {
        return {link_protocol_version, false, 5, 7, 99, 0, {"session", "island", 1}};
    }

    /// What \p hub answers to \p bytes on a new connection.
    Body answer(Body const& bytes)
    {
        auto const connection = hub.accepted();
        hub.received(connection, bytes);
        Body out;
        hub.output(connection, out, 1U << 16U);
        return out;
    }
    Body answer(Hello const& hello)
    {
        Body bytes;
        put_hello(bytes, FrameKind::hello, hello);
        return answer(bytes);
    }
    static std::string refusal_in(Body const& answer)
    {
        EXPECT_EQ(static_cast<FrameKind>(answer.at(4)), FrameKind::refuse);
        return read_refusal(std::span{answer}.subspan(frame_header_size));
    }
};

TEST_F(HubHandshakeTest, welcomes_a_good_hello)
{
    auto const out = answer(good_hello());
    EXPECT_EQ(static_cast<FrameKind>(out.at(4)), FrameKind::welcome);
    EXPECT_THAT(hub.take_events(), ElementsAre(testing::Field(&LinkEvent::kind, Kind::connected)));
}

TEST_F(HubHandshakeTest, welcomes_a_hello_again_whose_welcome_got_lost)
{
    static_cast<void>(answer(good_hello()));
    EXPECT_EQ(static_cast<FrameKind>(answer(good_hello()).at(4)), FrameKind::welcome);
    EXPECT_EQ(hub.take_events().size(), 1U);
}

TEST_F(HubHandshakeTest, refuses_to_resume_what_it_does_not_have)
{
    auto hello = good_hello();
    hello.resumed = true;
    EXPECT_THAT(refusal_in(answer(hello)), StartsWith("unknown link"));
}

TEST_F(HubHandshakeTest, refuses_another_hub_that_claims_a_link)
{
    static_cast<void>(answer(good_hello()));
    auto thief = good_hello();
    thief.hub = 6;
    EXPECT_THAT(refusal_in(answer(thief)), StartsWith("unknown link"));
}

TEST_F(HubHandshakeTest, refuses_a_peer_that_claims_to_have_received_what_was_not_sent)
{
    static_cast<void>(answer(good_hello()));
    auto liar = good_hello();
    liar.received = 3;
    EXPECT_THAT(refusal_in(answer(liar)), StartsWith("unknown link"));
}

TEST_F(HubHandshakeTest, says_why_it_refuses_in_its_notes_too)
{
    auto hello = good_hello();
    hello.version = 2;
    EXPECT_THAT(refusal_in(answer(hello)), StartsWith("version 2"));
    EXPECT_THAT(hub.take_notes(), ElementsAre(HasSubstr("version 2")));
}

TEST_F(HubHandshakeTest, drops_what_does_not_begin_with_a_hello)
{
    Body bytes;
    put_frame_header(bytes, FrameKind::heartbeat, 0);
    EXPECT_TRUE(answer(bytes).empty());
    EXPECT_THAT(hub.take_requests(),
                ElementsAre(testing::Field(&HubRequest::kind, HubRequest::Kind::drop)));
}

TEST(HubHandshakeOfDialer, goes_on_when_the_address_leads_to_another_hub)
{
    VirtualNetwork network{1};
    auto const master = network.add("master");
    auto const other = network.add("other");
    auto const island = network.add("island");
    auto const peer = network.dial(island, master);
    network.misroute(island, peer, other);
    network.run(1);
    EXPECT_EQ(network.events(island).size(), 0U);
    network.misroute(island, peer, master);
    network.run(2);
    EXPECT_EQ(network.count(island, Kind::connected), 1U);
    EXPECT_EQ(network.count(other, Kind::connected), 0U);
}

TEST(HubHandshakeOfDialer, is_lost_at_once_when_the_epoch_is_another)
{
    VirtualNetwork network{1};
    auto const master = network.add("master", {}, 2);
    auto const island = network.add("island", {}, 1);
    static_cast<void>(network.dial(island, master));
    network.run(1);
    EXPECT_THAT(network.reason(island, Kind::lost), StartsWith("epoch 1 of 'island'"));
}

}  // namespace
}  // namespace atl::comm
