#include "comm/link/receive_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comm/link/send_queue.hpp"

namespace atl::comm {
namespace {

/// What a SendQueue would send, frame by frame.
std::vector<Body> frames_of(SendQueue& queue)
{
    std::vector<Body> frames;
    for (Body frame; queue.take(frame, 40); frame.clear()) {
        frames.push_back(frame);
    }
    return frames;
}

class ReceiveQueueTest : public ::testing::Test {
  protected:
    std::string_view accept(Body const& frame)
    {
        return queue.accept(
            {static_cast<FrameKind>(frame[4]), std::span{frame}.subspan(frame_header_size)},
            messages);
    }

    SendQueue sender{1UL << 20U};
    ReceiveQueue queue;
    std::vector<ReceiveQueue::Message> messages;
};

TEST_F(ReceiveQueueTest, makes_messages_of_small_and_large_bodies)
{
    Body large(3 * largest_piece + 5, std::byte{9});
    sender.add(1, Body(10, std::byte{3}));
    sender.add(2, large);
    for (auto const& frame : frames_of(sender)) {
        EXPECT_EQ(accept(frame), "");
    }
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].body, Body(10, std::byte{3}));
    EXPECT_EQ(messages[1].type, 2);
    EXPECT_EQ(messages[1].body, large);
    EXPECT_EQ(queue.received(), 5U);
    EXPECT_EQ(queue.acknowledged(), 40U);
}

TEST_F(ReceiveQueueTest, drops_what_it_has_received_before)
{
    sender.add(1, Body(10));
    auto const frame = frames_of(sender).front();
    EXPECT_EQ(accept(frame), "");
    EXPECT_EQ(accept(frame), "");
    EXPECT_EQ(messages.size(), 1U);
}

TEST_F(ReceiveQueueTest, refuses_a_gap)
{
    sender.add(1, Body(10));
    sender.add(1, Body(10));
    EXPECT_EQ(accept(frames_of(sender).back()), "a frame before the one that is due");
    EXPECT_TRUE(messages.empty());
}

TEST_F(ReceiveQueueTest, refuses_pieces_that_do_not_fit_their_message)
{
    Body frame;
    put_frame_header(frame, FrameKind::more, 17);
    put(frame, std::uint64_t{0});
    put(frame, std::uint64_t{0});
    frame.push_back(std::byte{1});
    EXPECT_EQ(accept(frame), "a piece that does not fit its message");
}

TEST_F(ReceiveQueueTest, does_not_believe_a_size_before_the_bytes_have_come)
{
    Body frame;
    put_frame_header(frame, FrameKind::first, 27);
    put(frame, std::uint64_t{0});
    put(frame, std::uint64_t{0});
    put(frame, std::uint16_t{1});
    put(frame, ~std::uint64_t{0});
    frame.push_back(std::byte{1});
    EXPECT_EQ(accept(frame), "");
    EXPECT_TRUE(messages.empty());
}

TEST_F(ReceiveQueueTest, accepts_nothing_after_the_close)
{
    sender.add_close("drained");
    auto const frames = frames_of(sender);
    EXPECT_EQ(accept(frames.front()), "");
    EXPECT_EQ(queue.closed(), "drained");
    auto late = frames.front();
    late[frame_header_size] = std::byte{1};
    EXPECT_EQ(accept(late), "a frame after the last");
}

TEST_F(ReceiveQueueTest, refuses_frames_that_end_too_early)
{
    sender.add(1, Body{});
    auto frame = frames_of(sender).front();
    frame.pop_back();
    EXPECT_EQ(accept(frame), "a frame that ends too early");
}

}  // namespace
}  // namespace atl::comm
