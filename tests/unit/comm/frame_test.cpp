#include "comm/link/frame.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::comm {
namespace {

Body frame(FrameKind kind, std::size_t size)
{
    Body bytes;
    put_frame_header(bytes, kind, size);
    bytes.resize(bytes.size() + size, std::byte{7});
    return bytes;
}

Body operator+(Body one, Body const& two)
{
    one.insert(one.end(), two.begin(), two.end());
    return one;
}

/// Sizes of the payloads that come out when \p bytes come in pieces of \p piece.
std::vector<std::size_t> sizes(Body const& bytes, std::size_t piece)
{
    FrameReader reader;
    std::vector<std::size_t> found;
    std::span<std::byte const> rest{bytes};
    while (!rest.empty()) {
        auto input = rest.first(std::min(piece, rest.size()));
        rest = rest.subspan(input.size());
        while (auto const one = reader.next(input)) {
            EXPECT_THAT(one->payload, testing::Each(std::byte{7}));
            found.push_back(one->payload.size());
        }
    }
    return found;
}

TEST(FrameReader, finds_the_same_frames_however_the_bytes_are_cut)
{
    auto const bytes = frame(FrameKind::hello, 100) + frame(FrameKind::heartbeat, 0) +
                       frame(FrameKind::message, 1000) + frame(FrameKind::close, 3);
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
        ASSERT_THAT(sizes(bytes, piece), testing::ElementsAre(100, 0, 1000, 3)) << piece;
    }
}

TEST(FrameReader, gives_nothing_of_a_frame_that_is_not_complete)
{
    auto bytes = frame(FrameKind::message, 10);
    bytes.pop_back();
    EXPECT_THAT(sizes(bytes, 4), testing::IsEmpty());
}

TEST(FrameReader, breaks_at_a_size_above_the_limit_before_its_payload_comes)
{
    FrameReader reader;
    auto const bytes = frame(FrameKind::message, largest_unproven_payload + 1);
    auto input = std::span{bytes}.first(frame_header_size);
    EXPECT_FALSE(reader.next(input));
    EXPECT_EQ(reader.problem(), "a frame that is too large");
}

TEST(FrameReader, lets_larger_frames_through_once_they_are_allowed)
{
    FrameReader reader;
    reader.allow(largest_payload);
    auto const bytes = frame(FrameKind::first, largest_payload);
    std::span<std::byte const> input{bytes};
    ASSERT_TRUE(reader.next(input));
    EXPECT_TRUE(input.empty());
}

TEST(FrameReader, breaks_at_an_unknown_kind_and_stays_broken)
{
    for (auto const kind : {0, 9, 255}) {
        FrameReader reader;
        auto const bytes = frame(static_cast<FrameKind>(kind), 1) + frame(FrameKind::close, 1);
        std::span<std::byte const> input{bytes};
        EXPECT_FALSE(reader.next(input));
        EXPECT_FALSE(reader.next(input));
        EXPECT_EQ(reader.problem(), "a frame of unknown kind");
    }
}

}  // namespace
}  // namespace atl::comm
