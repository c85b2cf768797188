#include "runtime/carrier.hpp"

#include <gmock/gmock.h>

#include "atoll/comm/loopback_transport.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

using atl::test::GraphText;
using manager::MessageType;

/// Rank 0 owns a root memory drop, rank 1 the app that reads it.
class CarrierTest : public ::testing::Test {
  protected:
    struct Side {
        graph::Part part;
        std::unique_ptr<drops::DropRunner> runner;
        std::unique_ptr<Carrier> carrier;
        std::vector<std::uint32_t> delivered;
    };

    atl::test::TempFolder folder;
    std::vector<std::unique_ptr<comm::Transport>> transports = comm::make_loopback_transports(2);
    std::array<Side, 2> sides;

    void deploy(std::string const& kind, std::string const& text)
    {
        auto const read = graph::read_physical_graph(
            GraphText{}
                .data("a", kind, R"("pydata":{"value":")" + text + R"(","type":"String"})")
                .app("copy", "simple.SleepApp", {{"a", ""}}, {})
                .json(),
            "test",
            graph::FileCheck::off);
        auto parts = graph::split_graph(read.graph, {RankId{0}, RankId{1}}, 2);
        for (std::uint32_t rank = 0; rank < 2; ++rank) {
            auto& side = sides[rank];
            side.part = std::move(parts[rank]);
            drops::RunnerOptions options;
            options.rank = rank;
            options.data_folder = options.scratch_folder = options.session_folder = folder.path();
            side.runner = std::make_unique<drops::DropRunner>(side.part, options);
            side.carrier = std::make_unique<Carrier>(
                side.part, *side.runner, *transports[rank], [&side](manager::EventWord event) {
                    side.delivered.push_back(event.index());
                });
        }
        ASSERT_TRUE(sides[0].runner->publish(0).ok());
    }

    /// Passes messages between the two until nothing moves.
    void exchange()
    {
        for (bool moved = true; moved;) {
            moved = false;
            for (std::uint32_t rank = 0; rank < 2; ++rank) {
                moved |= sides[rank].carrier->progress();
                std::vector<comm::Message> messages;
                moved |= transports[rank]->poll(messages);
                for (auto const& message : messages) {
                    message.type == static_cast<std::uint16_t>(MessageType::carry)
                        ? sides[rank].carrier->accept(message)
                        : sides[rank].carrier->serve(message);
                }
            }
        }
    }
};

TEST_F(CarrierTest, small_content_comes_with_the_event)
{
    deploy("memory.InMemoryDROP", "small");
    ASSERT_TRUE(sides[0].carrier->offer(0, sides[0].part.remotes[0]));
    exchange();
    EXPECT_THAT(sides[1].delivered, testing::ElementsAre(sides[0].part.remotes[0].ghost));
}

TEST_F(CarrierTest, large_content_is_there_before_the_event_is_delivered)
{
    deploy("memory.InMemoryDROP", std::string(Carrier::largest_in_message + 1, 'x'));
    ASSERT_TRUE(sides[0].carrier->offer(0, sides[0].part.remotes[0]));
    exchange();
    ASSERT_EQ(sides[1].delivered.size(), 1U);
    EXPECT_GT(sides[1].runner->size(sides[1].delivered[0]), Carrier::largest_in_message);
}

TEST_F(CarrierTest, events_wait_when_too_much_large_content_waits_to_be_fetched)
{
    deploy("memory.InMemoryDROP", std::string(Carrier::largest_in_message + 1, 'x'));
    auto& sender = *sides[0].carrier;
    for (std::size_t i = 0; i < Carrier::most_kept + 1; ++i) {
        ASSERT_TRUE(sender.offer(0, sides[0].part.remotes[0]));
    }
    sender.progress();
    std::vector<comm::Message> sent;
    transports[1]->poll(sent);
    ASSERT_EQ(sent.size(), Carrier::most_kept);

    comm::ByteWriter out;
    out.put(manager::decode_carry(sent[0].body).items.at(0).tag);
    sender.serve({RankId{1}, static_cast<std::uint16_t>(MessageType::pull), std::move(out).take()});
    EXPECT_TRUE(sender.progress());
    sent.clear();
    transports[1]->poll(sent);
    EXPECT_EQ(sent.size(), 1U);
}

TEST_F(CarrierTest, a_drop_without_content_needs_a_plain_event_only)
{
    deploy("data_base.NullDROP", "");
    EXPECT_FALSE(sides[0].carrier->offer(0, sides[0].part.remotes[0]));
}

}  // namespace
}  // namespace atl::runtime
