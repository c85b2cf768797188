#include "comm/link/socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include "atoll/core/error.hpp"

namespace atl::comm {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Waits until \p socket is ready for \p what, at most a second.
void wait_for(Socket const& socket, short what)
{
    ::pollfd one{socket.fd(), what, 0};
    ::poll(&one, 1, 1000);
}

TEST(Socket, connects_to_one_that_listens)
{
    auto const listener = Socket::listening("127.0.0.1", 0);
    auto const client = Socket::connecting({"127.0.0.1", listener.port()});
    ASSERT_TRUE(client);
    wait_for(listener, POLLIN);
    auto const server = listener.accept();
    ASSERT_TRUE(server);
    EXPECT_EQ(client.connect_error(), 0);
    EXPECT_THAT(server.peer_text(), StartsWith("127.0.0.1 port "));
}

TEST(Socket, listens_everywhere_when_no_address_is_named)
{
    auto const listener = Socket::listening("", 0);
    auto const client = Socket::connecting({"127.0.0.1", listener.port()});
    wait_for(client, POLLOUT);
    EXPECT_EQ(client.connect_error(), 0);
}

TEST(Socket, tells_why_a_connect_has_failed)
{
    auto const client = Socket::connecting({"127.0.0.1", 1});
    if (client) {
        wait_for(client, POLLOUT);
        EXPECT_EQ(client.connect_error(), ECONNREFUSED);
    } else {
        EXPECT_EQ(errno, ECONNREFUSED);
    }
}

TEST(Socket, has_no_connection_to_accept_before_there_is_one)
{
    EXPECT_FALSE(Socket::listening("127.0.0.1", 0).accept());
}

TEST(Socket, names_the_address_that_cannot_be_listened_on)
{
    try {
        static_cast<void>(Socket::listening("192.0.2.1", 0));
        FAIL() << "192.0.2.1 is nobody's address";
    } catch (Error const& error) {
        EXPECT_THAT(error.problem(), HasSubstr("'192.0.2.1'"));
    }
}

}  // namespace
}  // namespace atl::comm
