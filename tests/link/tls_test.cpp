#include "comm/link/tls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

namespace atl::comm {
namespace {

using Progress = TlsStream::Progress;

struct Sockets {
    Socket one;
    Socket two;
};

Sockets socket_pair()
{
    int fds[2] = {-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), 0);
    return {Socket{fds[0]}, Socket{fds[1]}};
}

class TlsTest : public ::testing::Test {
  protected:
    void shake_hands()
    {
        for (int i = 0; i < 10; ++i) {
            client_end = client_end == Progress::waits ? client.handshake() : client_end;
            server_end = server_end == Progress::waits ? server.handshake() : server_end;
        }
    }

    Secret secret = Secret::make();
    TlsContext context{secret};
    Sockets sockets = socket_pair();
    TlsStream client{context, std::move(sockets.one), TlsStream::Side::client};
    TlsStream server{context, std::move(sockets.two), TlsStream::Side::server};
    Progress client_end = Progress::waits;
    Progress server_end = Progress::waits;
};

TEST_F(TlsTest, lets_two_sides_with_the_same_secret_talk)
{
    shake_hands();
    ASSERT_EQ(client_end, Progress::done);
    ASSERT_EQ(server_end, Progress::done);
    std::vector<std::byte> const sent(100'000, std::byte{5});
    std::vector<std::byte> got(sent.size());
    std::size_t taken = 0;
    std::size_t written = 0;
    std::size_t read = 0;
    for (int i = 0; i < 100 && read < sent.size(); ++i) {
        static_cast<void>(client.write(std::span{sent}.subspan(written), taken));
        written += taken;
        static_cast<void>(server.read(std::span{got}.subspan(read), taken));
        read += taken;
    }
    EXPECT_EQ(got, sent);
}

TEST_F(TlsTest, tells_both_sides_that_their_secrets_differ)
{
    TlsContext const other{Secret::make()};
    auto pair = socket_pair();
    client = TlsStream{context, std::move(pair.one), TlsStream::Side::client};
    server = TlsStream{other, std::move(pair.two), TlsStream::Side::server};
    shake_hands();
    EXPECT_EQ(client_end, Progress::other_secret);
    EXPECT_EQ(server_end, Progress::other_secret);
}

TEST_F(TlsTest, fails_on_what_is_not_tls)
{
    auto pair = socket_pair();
    server = TlsStream{context, std::move(pair.two), TlsStream::Side::server};
    ASSERT_EQ(::send(pair.one.fd(), "GET / HTTP/1.1\r\n\r\n", 18, MSG_NOSIGNAL), 18);
    EXPECT_EQ(server.handshake(), Progress::failed);
}

TEST_F(TlsTest, notices_that_the_other_side_has_gone)
{
    shake_hands();
    client = TlsStream{context, Socket{}, TlsStream::Side::client};
    std::byte byte{};
    std::size_t got = 0;
    EXPECT_NE(server.read({&byte, 1}, got), Progress::waits);
    EXPECT_EQ(got, 0U);
}

TEST_F(TlsTest, survives_writing_to_a_side_that_has_gone)
{
    shake_hands();
    client = TlsStream{context, Socket{}, TlsStream::Side::client};
    std::vector<std::byte> const bytes(1U << 20U);
    std::size_t taken = 0;
    EXPECT_EQ(server.write(bytes, taken), Progress::ended);
}

}  // namespace
}  // namespace atl::comm
