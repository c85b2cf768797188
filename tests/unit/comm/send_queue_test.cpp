#include "comm/link/send_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::comm {
namespace {

using testing::ElementsAre;
using Kinds = std::vector<FrameKind>;

constexpr std::size_t window = 1UL << 20U;

/// Kinds of all frames that \p queue gives now.
Kinds take_all(SendQueue& queue)
{
    Body bytes;
    while (queue.take(bytes, 0)) {
    }
    FrameReader reader;
    reader.allow(largest_payload);
    Kinds kinds;
    std::span<std::byte const> input{bytes};
    while (auto const frame = reader.next(input)) {
        kinds.push_back(frame->kind);
    }
    return kinds;
}

TEST(SendQueue, sends_small_messages_before_what_is_left_of_large_ones)
{
    SendQueue queue{window};
    queue.add(1, Body(3 * largest_piece));
    Body out;
    ASSERT_TRUE(queue.take(out, 0));
    queue.add(2, Body(10));
    EXPECT_THAT(take_all(queue), ElementsAre(FrameKind::message, FrameKind::more, FrameKind::more));
}

TEST(SendQueue, does_not_let_small_messages_hold_a_large_one_up_for_ever)
{
    SendQueue queue{8 * window};
    queue.add(1, Body(largest_small_body + 1));
    for (int i = 0; i < 20; ++i) {
        queue.add(2, Body(largest_small_body));
    }
    auto const kinds = take_all(queue);
    EXPECT_LE(std::ranges::find(kinds, FrameKind::first) - kinds.begin(), 4);
}

TEST(SendQueue, stops_when_the_window_is_full_until_frames_are_acknowledged)
{
    SendQueue queue{2 * largest_piece};
    queue.add(1, Body(5 * largest_piece));
    EXPECT_EQ(take_all(queue).size(), 2U);
    ASSERT_TRUE(queue.acknowledge(2));
    EXPECT_EQ(take_all(queue).size(), 2U);
}

TEST(SendQueue, sends_again_what_a_new_connection_has_not_received)
{
    SendQueue queue{window};
    for (std::size_t size = 1; size <= 4; ++size) {
        queue.add(1, Body(size));
    }
    static_cast<void>(take_all(queue));
    ASSERT_TRUE(queue.resume(3));
    EXPECT_EQ(take_all(queue).size(), 1U);
}

TEST(SendQueue, counts_what_is_not_acknowledged)
{
    SendQueue queue{window};
    queue.add(1, Body(100));
    queue.add(1, Body(10));
    static_cast<void>(take_all(queue));
    EXPECT_EQ(queue.queued(), 110U);
    ASSERT_TRUE(queue.acknowledge(1));
    EXPECT_EQ(queue.queued(), 10U);
}

TEST(SendQueue, refuses_acknowledgements_of_what_it_has_not_sent)
{
    SendQueue queue{window};
    queue.add(1, Body(1));
    EXPECT_FALSE(queue.acknowledge(1));
    static_cast<void>(take_all(queue));
    EXPECT_TRUE(queue.acknowledge(1));
    EXPECT_FALSE(queue.resume(2));
    EXPECT_FALSE(queue.resume(0));
}

TEST(SendQueue, sends_the_close_last)
{
    SendQueue queue{window};
    queue.add_close("drained");
    queue.add(1, Body(1));
    queue.add(1, Body(largest_piece));
    EXPECT_THAT(take_all(queue),
                ElementsAre(FrameKind::message, FrameKind::first, FrameKind::close));
    ASSERT_TRUE(queue.acknowledge(2));
    EXPECT_TRUE(queue.only_close_left());
    EXPECT_FALSE(queue.empty());
    ASSERT_TRUE(queue.acknowledge(3));
    EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace atl::comm
