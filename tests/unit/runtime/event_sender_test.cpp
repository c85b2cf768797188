#include "runtime/event_sender.hpp"

#include <utility>

#include <gmock/gmock.h>

namespace atl::runtime {
namespace {

using manager::EventKind;
using manager::EventWord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

/// Notes the sizes of messages; how far each rank is behind is set by the test.
class SlowTransport final : public comm::Transport {
  public:
    [[nodiscard]] RankId rank() const noexcept override { return RankId{1}; }
    [[nodiscard]] std::uint32_t size() const noexcept override { return 4; }
    void send(RankId to, std::uint16_t /*type*/, comm::Body body) override
    {
        messages.emplace_back(to.value, body.size() / sizeof(EventWord));
    }
    void send_bulk(RankId /*to*/,
                   comm::BulkTag /*tag*/,
                   std::span<std::byte const> /*content*/,
                   std::shared_ptr<void const> /*owner*/) override
    {
    }
    void receive_bulk(RankId /*from*/,
                      comm::BulkTag /*tag*/,
                      std::span<std::byte> /*into*/,
                      std::function<void()> /*done*/) override
    {
    }
    bool poll(std::vector<comm::Message>& /*arrived*/) override { return false; }
    [[nodiscard]] std::size_t backlog(RankId to) const noexcept override
    {
        return behind[to.index()];
    }
    [[nodiscard]] bool drained() const noexcept override { return true; }

    std::vector<std::pair<std::uint32_t, std::size_t>> messages;  ///< Rank and number of events.
    std::vector<std::size_t> behind = std::vector<std::size_t>(4, 0);
};

class EventSenderTest : public ::testing::Test {
  protected:
    void push(std::uint32_t rank, std::uint32_t count)
    {
        for (std::uint32_t i = 0; i < count; ++i) {
            outbox.push(0, {rank, EventWord{i, EventKind::completed}});
        }
    }
    SlowTransport transport;
    Outbox outbox{1};
    EventSender sender{transport};
};

TEST_F(EventSenderTest, sends_at_once_to_ranks_that_keep_up)
{
    push(2, 3);
    push(3, 1);
    EXPECT_TRUE(sender.progress(outbox));
    EXPECT_THAT(transport.messages, ElementsAre(Pair(2, 3), Pair(3, 1)));
}

TEST_F(EventSenderTest, gathers_events_for_a_rank_that_is_behind)
{
    transport.behind[2] = 100;
    push(2, 3);
    EXPECT_FALSE(sender.progress(outbox));
    push(2, 4);
    EXPECT_FALSE(sender.progress(outbox));
    EXPECT_THAT(transport.messages, IsEmpty());
    transport.behind[2] = 0;
    EXPECT_TRUE(sender.progress(outbox));
    EXPECT_THAT(transport.messages, ElementsAre(Pair(2, 7)));
}

TEST_F(EventSenderTest, sends_large_backlogs_in_several_messages)
{
    push(3, 5000);
    sender.progress(outbox);
    EXPECT_THAT(transport.messages, ElementsAre(Pair(3, 4096), Pair(3, 904)));
    EXPECT_EQ(sender.sent(), 5000U);
}

TEST_F(EventSenderTest, moves_nothing_when_there_is_nothing)
{
    EXPECT_FALSE(sender.progress(outbox));
}

}  // namespace
}  // namespace atl::runtime
