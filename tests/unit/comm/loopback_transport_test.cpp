#include "atoll/comm/loopback_transport.hpp"

#include <gmock/gmock.h>

namespace atl::comm {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(LoopbackTransport, delivers_messages_with_sender_and_type)
{
    auto const ranks = make_loopback_transports(2);
    ranks[1]->send(RankId{0}, 7, {std::byte{1}});
    std::vector<Message> messages;
    EXPECT_TRUE(ranks[0]->poll(messages));
    ASSERT_THAT(messages, SizeIs(1));
    EXPECT_EQ(messages[0].from, RankId{1});
    EXPECT_EQ(messages[0].type, 7);
    EXPECT_THAT(messages[0].body, ElementsAre(std::byte{1}));
}

TEST(LoopbackTransport, says_when_nothing_moved)
{
    auto const ranks = make_loopback_transports(1);
    std::vector<Message> messages;
    EXPECT_FALSE(ranks[0]->poll(messages));
}

TEST(LoopbackTransport, matches_bulk_transfers_by_sender_and_tag)
{
    auto const ranks = make_loopback_transports(2);
    auto const content = std::make_shared<Body const>(Body{std::byte{4}, std::byte{5}});
    Body room(2);
    bool done = false;
    ranks[0]->receive_bulk(RankId{1}, 3, room, [&] { done = true; });
    std::vector<Message> messages;
    ranks[0]->poll(messages);
    EXPECT_FALSE(done);
    ranks[1]->send_bulk(RankId{0}, 3, *content, content);
    ranks[0]->poll(messages);
    EXPECT_TRUE(done);
    EXPECT_EQ(room, *content);
}

}  // namespace
}  // namespace atl::comm
