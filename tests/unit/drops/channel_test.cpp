#include "drops/streaming/channel.hpp"

#include <array>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/bytes.hpp"

namespace atl::drops {
namespace {

using test::bytes_of;

/// Everything that is still to come out of \p channel.
[[nodiscard]] std::string rest_of(Channel& channel)
{
    std::string text;
    std::array<std::byte, 3> room{};
    while (auto const count = channel.read(room)) {
        text.append(reinterpret_cast<char const*>(room.data()), count);
    }
    return text;
}

TEST(Channel, gives_what_was_written_in_its_order)
{
    Channel channel{{}, 16};
    EXPECT_TRUE(channel.write(bytes_of("one ")));
    EXPECT_TRUE(channel.write(bytes_of("two")));
    channel.close(Channel::Ending::complete);
    EXPECT_EQ(rest_of(channel), "one two");
}

TEST(Channel, carries_more_than_it_holds)
{
    Channel channel{{}, 5};
    std::string const text(1000, 'x');
    std::jthread const writer{[&] {
        channel.write(bytes_of(text));
        channel.close(Channel::Ending::complete);
    }};
    EXPECT_EQ(rest_of(channel), text);
}

TEST(Channel, lets_a_writer_go_whose_reader_has_left)
{
    Channel channel{{}, 2};
    std::jthread const reader{[&] { channel.leave(); }};
    EXPECT_FALSE(channel.write(bytes_of("more than fits")));
}

TEST(Channel, tells_its_reader_that_the_writer_has_failed)
{
    Channel channel{{}, 16};
    channel.write(bytes_of("half"));
    channel.close(Channel::Ending::failed);
    EXPECT_THROW(static_cast<void>(rest_of(channel)), Error);
}

TEST(Channel, lets_both_sides_go_when_the_session_is_cancelled)
{
    std::stop_source stop;
    Channel channel{stop.get_token(), 2};
    std::jthread const canceller{[&] { stop.request_stop(); }};
    EXPECT_FALSE(channel.write(bytes_of("more than fits")));
    Channel empty{stop.get_token(), 2};
    EXPECT_THROW(static_cast<void>(rest_of(empty)), Error);
}

}  // namespace
}  // namespace atl::drops
