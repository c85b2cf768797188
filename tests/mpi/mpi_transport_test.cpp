#include <memory>
#include <vector>

#include <gmock/gmock.h>

#include "atoll/comm/transport.hpp"

#include "support/mpi/mpi_main.hpp"

namespace atl::comm {
namespace {

using atl::testing::world;

Body body_of(std::size_t size, int seed)
{
    Body body(size);
    for (std::size_t i = 0; i < size; ++i) {
        body[i] = static_cast<std::byte>((i * 31 + static_cast<std::size_t>(seed)) & 0xffU);
    }
    return body;
}

/// Polls until \p count messages have come and everything sent has left.
std::vector<Message> receive(Transport& transport, std::size_t count)
{
    std::vector<Message> messages;
    while (messages.size() < count || !transport.drained()) {
        transport.poll(messages);
    }
    return messages;
}

class MpiTransportTest : public ::testing::Test {
  protected:
    std::unique_ptr<Transport> transport = world->transport();
    std::uint32_t const size = world->size();

    // No rank may begin the next test while another still receives.
    void TearDown() override { MPI_Barrier(MPI_COMM_WORLD); }
};

TEST_F(MpiTransportTest, every_rank_hears_every_rank)
{
    for (std::uint32_t to = 0; to < size; ++to) {
        transport->send(RankId{to}, 3, body_of(16, static_cast<int>(transport->rank().value)));
    }
    auto const messages = receive(*transport, size);
    ASSERT_EQ(messages.size(), size);
    for (auto const& message : messages) {
        EXPECT_EQ(message.type, 3);
        EXPECT_EQ(message.body, body_of(16, static_cast<int>(message.from.value)));
    }
}

TEST_F(MpiTransportTest, tells_how_far_a_rank_is_behind_and_loses_nothing)
{
    constexpr std::size_t messages = 300;
    RankId const next{(transport->rank().value + 1) % size};
    for (std::size_t i = 0; i < messages; ++i) {
        transport->send(
            next, 3, body_of(1 << 16, static_cast<int>(i)));  // too large to leave early
    }
    EXPECT_EQ(transport->backlog(next), messages);
    auto const arrived = receive(*transport, messages);
    for (std::size_t i = 0; i < messages; ++i) {
        EXPECT_EQ(arrived[i].body, body_of(1 << 16, static_cast<int>(i)));
    }
    EXPECT_EQ(transport->backlog(next), 0U);
}

TEST_F(MpiTransportTest, messages_of_one_sender_keep_their_order)
{
    RankId const next{(transport->rank().value + 1) % size};
    for (int i = 0; i < 1000; ++i) {
        transport->send(next,
                        static_cast<std::uint16_t>(1 + i % 7),
                        body_of(static_cast<std::size_t>(i % 50), i));
    }
    auto const messages = receive(*transport, 1000);
    for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(messages[static_cast<std::size_t>(i)].body,
                  body_of(static_cast<std::size_t>(i % 50), i));
    }
}

TEST_F(MpiTransportTest, moves_bulk_content_into_the_receivers_memory)
{
    RankId const next{(transport->rank().value + 1) % size};
    RankId const previous{(transport->rank().value + size - 1) % size};
    auto const content = std::make_shared<Body const>(body_of(3'000'000, 5));
    Body room(content->size());
    bool done = false;
    transport->receive_bulk(previous, 9, room, [&] { done = true; });
    MPI_Barrier(MPI_COMM_WORLD);
    transport->send_bulk(next, 9, *content, content);
    std::vector<Message> none;
    while (!done || !transport->drained()) {
        transport->poll(none);
    }
    EXPECT_EQ(room, *content);
    EXPECT_TRUE(none.empty());
}

TEST_F(MpiTransportTest, an_empty_message_arrives)
{
    transport->send(transport->rank(), 12, {});
    EXPECT_TRUE(receive(*transport, 1).front().body.empty());
}

}  // namespace
}  // namespace atl::comm

int main(int argc, char** argv)
{
    return atl::testing::run_mpi_tests(argc, argv);
}
