#include "session/bounded_stream.hpp"

#include <gtest/gtest.h>

namespace atl::session {
namespace {

constexpr LogLimits limits{.head = Bytes{4}, .tail = Bytes{4}};

TEST(BoundedStream, a_short_text_is_all_head)
{
    BoundedStream stream;
    EXPECT_EQ(stream.take("abcd", limits), "abcd");
    EXPECT_EQ(stream.tail(limits), "");
}

TEST(BoundedStream, what_does_not_fit_into_the_head_is_tail)
{
    BoundedStream stream;
    EXPECT_EQ(stream.take("abcdef", limits), "abcd");
    EXPECT_EQ(stream.tail(limits), "ef");
    EXPECT_EQ(stream.received(), 6U);
}

TEST(BoundedStream, the_tail_is_the_last_bytes_whatever_their_pieces)
{
    for (std::size_t piece = 1; piece <= 12; ++piece) {
        BoundedStream stream;
        std::string const text = "abcdefghijklmnopqrstuvwxyz";
        std::string head;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            head += stream.take(std::string_view{text}.substr(at, piece), limits);
        }
        EXPECT_EQ(head, "abcd") << piece;
        EXPECT_EQ(stream.tail(limits), "wxyz") << piece;
        EXPECT_EQ(stream.received(), text.size()) << piece;
    }
}

}  // namespace
}  // namespace atl::session
