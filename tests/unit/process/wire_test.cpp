#include "process/wire.hpp"

#include <array>
#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atl::process {
namespace {

using ::testing::ElementsAre;

class WireTest : public ::testing::Test {
  protected:
    WireTest()
    {
        std::array<int, 2> raw{};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, raw.data());
        ends = {UniqueFd{raw[0]}, UniqueFd{raw[1]}};
    }

    std::array<UniqueFd, 2> ends;
};

TEST_F(WireTest, an_order_arrives_as_it_was_sent)
{
    ProcessRequest request;
    request.argv = {"prog", "", "a b"};
    request.environment = {{"A", "1"}, {"B", std::nullopt}};
    request.working_directory = "/tmp";
    request.drop = "uid";
    request.attempt = 4;
    std::vector<char> message;
    encode({.sequence = 9}, request, message);
    auto const pipe = make_pipe();
    ASSERT_TRUE(send_all(ends[0].get(), message, std::array{pipe.read.get()}));
    StartOrder order;
    ASSERT_TRUE(receive_order(ends[1].get(), order));
    EXPECT_THAT(
        order.argv,
        ElementsAre(
            ::testing::StrEq("prog"), ::testing::StrEq(""), ::testing::StrEq("a b"), nullptr));
    EXPECT_THAT(order.edits, ElementsAre("A=1", "B"));
    EXPECT_STREQ(order.working_directory, "/tmp");
    EXPECT_EQ(order.drop, "uid");
    EXPECT_EQ(order.header.sequence, 9U);
    EXPECT_EQ(order.header.attempt, 4U);
    EXPECT_EQ(order.fds.size(), 1U);
}

TEST_F(WireTest, a_cancel_has_no_body)
{
    StartHeader const cancel{.kind = LaneMessage::cancel, .sequence = 2};
    ASSERT_TRUE(send_all(ends[0].get(), memory_of(cancel)));
    StartOrder order;
    ASSERT_TRUE(receive_order(ends[1].get(), order));
    EXPECT_EQ(order.header.kind, LaneMessage::cancel);
}

TEST_F(WireTest, an_order_longer_than_its_message_is_refused)
{
    StartHeader const huge{.body_size = ~0U};
    ASSERT_TRUE(send_all(ends[0].get(), memory_of(huge)));
    StartOrder order;
    EXPECT_FALSE(receive_order(ends[1].get(), order));
}

TEST_F(WireTest, the_outcome_comes_back_whole)
{
    ProcessOutcome const sent{.end = ProcessEnd::signalled,
                              .code = 9,
                              .timed_out = true,
                              .problem = "why",
                              .start_ns = 1,
                              .end_ns = 2,
                              .max_rss = Bytes{3},
                              .cpu_ns = 4};
    ASSERT_TRUE(send_reply(ends[0].get(), 1, sent));
    auto const got = receive_reply(ends[1].get());
    ASSERT_TRUE(got);
    EXPECT_EQ(got->end, ProcessEnd::signalled);
    EXPECT_EQ(got->code, 9);
    EXPECT_TRUE(got->timed_out);
    EXPECT_FALSE(got->cancelled);
    EXPECT_EQ(got->problem, "why");
    EXPECT_EQ(got->max_rss, Bytes{3});
}

TEST_F(WireTest, a_closed_socket_is_noticed_on_both_sides)
{
    ends[0].reset();
    StartOrder order;
    EXPECT_FALSE(receive_order(ends[1].get(), order));
    EXPECT_FALSE(receive_reply(ends[1].get()));
    EXPECT_FALSE(send_reply(ends[1].get(), 1, {}));
}

}  // namespace
}  // namespace atl::process
