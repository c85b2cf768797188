#include "comm/link/hello.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::comm {
namespace {

using testing::StartsWith;

Hello some_hello()
{
    return {link_protocol_version, true, 1, 2, 3, 4, {"session", "island 1", 5}};
}

std::span<std::byte const> payload_of(Body const& frame)
{
    return std::span{frame}.subspan(frame_header_size);
}

TEST(Hello, is_read_back_as_it_was_written)
{
    Body frame;
    put_hello(frame, FrameKind::welcome, some_hello());
    EXPECT_EQ(read_hello(payload_of(frame)), some_hello());
}

TEST(Hello, fits_an_unproven_frame_whatever_its_texts)
{
    auto hello = some_hello();
    hello.identity = {std::string(10'000, 's'), std::string(10'000, 'n'), 1};
    Body frame;
    put_hello(frame, FrameKind::hello, hello);
    EXPECT_LE(payload_of(frame).size(), largest_unproven_payload);
    EXPECT_EQ(read_hello(payload_of(frame))->identity.name.size(), 255U);
}

TEST(Hello, that_is_cut_or_longer_is_none)
{
    Body frame;
    put_hello(frame, FrameKind::hello, some_hello());
    auto const payload = payload_of(frame);
    for (std::size_t size = 0; size < payload.size(); ++size) {
        EXPECT_FALSE(read_hello(payload.first(size))) << size;
    }
    frame.push_back(std::byte{0});
    EXPECT_FALSE(read_hello(payload_of(frame)));
}

TEST(Hello, of_another_protocol_is_none)
{
    Body frame;
    put_hello(frame, FrameKind::hello, some_hello());
    frame[frame_header_size] = std::byte{'X'};
    EXPECT_FALSE(read_hello(payload_of(frame)));
}

TEST(Hello, of_another_version_is_known_by_its_version_only)
{
    auto hello = some_hello();
    hello.version = 9;
    Body frame;
    put_hello(frame, FrameKind::hello, hello);
    auto const read = read_hello(payload_of(frame).first(6));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->version, 9);
}

TEST(Refusal, comes_from_the_first_thing_that_differs)
{
    auto const ours = some_hello();
    auto theirs = ours;
    theirs.expected = ours.hub;
    EXPECT_EQ(refusal(theirs, ours), "");
    theirs.expected = 77;
    EXPECT_THAT(refusal(theirs, ours), StartsWith("hub 000000000000004d is wanted"));
    theirs.identity.epoch = 6;
    EXPECT_THAT(refusal(theirs, ours), StartsWith("epoch 6"));
    theirs.identity.session = "other";
    EXPECT_THAT(refusal(theirs, ours), StartsWith("session 'other'"));
    theirs.version = 2;
    EXPECT_THAT(refusal(theirs, ours), StartsWith("version 2"));
}

TEST(Refusal, is_read_without_what_could_disturb_a_terminal)
{
    Body frame;
    put_refusal(frame, "epoch\n\x1b[31m is over");
    EXPECT_EQ(read_refusal(payload_of(frame)), "epoch??[31m is over");
}

}  // namespace
}  // namespace atl::comm
