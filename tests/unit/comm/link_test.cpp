#include "comm/link/link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::comm {
namespace {

Frame frame_of(Body const& bytes)
{
    return {static_cast<FrameKind>(bytes.at(4)), std::span{bytes}.subspan(frame_header_size)};
}

class LinkTest : public ::testing::Test {
  protected:
    LinkTest()
    {
        EXPECT_TRUE(dialer.attach(0, {0}));
        EXPECT_TRUE(acceptor.attach(0, {0}));
    }

    /// Moves all frames from \p from to \p to at \p at. \returns their kinds.
    std::vector<FrameKind> move(Link& from, Link& to, Seconds at)
    {
        std::vector<FrameKind> kinds;
        for (Body bytes; from.write(bytes, at); bytes.clear()) {
            kinds.push_back(frame_of(bytes).kind);
            EXPECT_EQ(to.accept(frame_of(bytes), at, events), "");
        }
        return kinds;
    }

    Link dialer{{PeerId{1}, Link::Role::dialer, 7, 8}, {}, {0}};
    Link acceptor{{PeerId{2}, Link::Role::acceptor, 7, 9}, {}, {0}};
    std::vector<LinkEvent> events;
};

TEST_F(LinkTest, hands_messages_over_with_their_peer)
{
    dialer.send(5, Body(3));
    move(dialer, acceptor, {0});
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].peer, PeerId{2});
    EXPECT_EQ(events[0].type, 5);
}

TEST_F(LinkTest, gives_a_heartbeat_when_nothing_was_sent_for_a_while)
{
    dialer.advance({0.9});
    EXPECT_THAT(move(dialer, acceptor, {0.9}), testing::IsEmpty());
    dialer.advance({1});
    EXPECT_THAT(move(dialer, acceptor, {1}), testing::ElementsAre(FrameKind::heartbeat));
}

TEST_F(LinkTest, acknowledges_within_a_tenth_of_a_second)
{
    dialer.send(5, Body(3));
    move(dialer, acceptor, {0});
    acceptor.advance({0.1});
    move(acceptor, dialer, {0.1});
    EXPECT_EQ(dialer.queued(), 0U);
}

TEST_F(LinkTest, acknowledges_at_once_what_fills_an_eighth_of_the_window)
{
    dialer.send(5, Body(2U << 20U));
    move(dialer, acceptor, {0});
    EXPECT_TRUE(acceptor.owes_heartbeat());
}

TEST_F(LinkTest, is_finished_when_both_sides_have_closed)
{
    dialer.close("drained");
    move(dialer, acceptor, {0});
    EXPECT_FALSE(acceptor.finished());
    move(acceptor, dialer, {0});
    EXPECT_TRUE(acceptor.finished());
    EXPECT_TRUE(dialer.finished());
    EXPECT_EQ(acceptor.close_reason(), "drained");
}

TEST_F(LinkTest, drops_what_is_sent_after_closing)
{
    dialer.close("drained");
    dialer.send(5, Body(3));
    EXPECT_EQ(dialer.queued(), 0U);
}

TEST_F(LinkTest, refuses_a_heartbeat_that_acknowledges_too_much)
{
    Body bytes;
    put_frame_header(bytes, FrameKind::heartbeat, 8);
    put(bytes, std::uint64_t{1});
    EXPECT_EQ(dialer.accept(frame_of(bytes), {0}, events), "a heartbeat that cannot be");
}

TEST_F(LinkTest, has_no_deadline_in_the_past_for_a_heartbeat_that_cannot_leave)
{
    dialer.connection = ConnectionId{1};
    EXPECT_EQ(dialer.deadline(), Seconds{1});
    dialer.advance({1});
    EXPECT_EQ(dialer.deadline(), Seconds{5});
}

}  // namespace
}  // namespace atl::comm
