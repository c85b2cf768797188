// Links between jobs over the loopback interface: large messages, and the way of a small one there
// and back. The peer is TLS alone, without frames, numbers and acknowledgements; the floor is a
// plain TCP connection without encryption.

#include <algorithm>
#include <thread>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "atoll/comm/link_hub.hpp"

#include "bench/harness.hpp"
#include "comm/link/tls.hpp"

namespace {

using namespace atl;
using namespace atl::comm;

constexpr std::size_t large_size = 256UL << 20U;
constexpr int round_trips = 2000;
constexpr int repeats = 5;

/// A connected pair of TCP sockets.
struct Pair {
    Pair()
    {
        int const listener = ::socket(AF_INET, SOCK_STREAM, 0);
        ::sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<::sockaddr*>(&address);
        ::bind(listener, any, size);
        ::listen(listener, 1);
        ::getsockname(listener, any, &size);
        one = ::socket(AF_INET, SOCK_STREAM, 0);
        ::connect(one, any, size);
        two = ::accept(listener, nullptr, nullptr);
        ::close(listener);
        int const on = 1;
        ::setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::setsockopt(two, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    Pair(Pair const&) = delete;
    Pair& operator=(Pair const&) = delete;
    ~Pair()
    {
        ::close(one);
        ::close(two);
    }
    int one{-1};
    int two{-1};
};

void receive(int fd, Body& into, std::size_t total)
{
    for (std::size_t got = 0; got < total;) {
        auto const piece = ::recv(fd, into.data(), into.size(), 0);
        if (piece <= 0) {
            return;
        }
        got += static_cast<std::size_t>(piece);
    }
}

double tcp_large()
{
    Pair pair;
    return bench::seconds([&] {
        std::jthread const reader{[&] {
            Body buffer(256UL << 10U);
            receive(pair.two, buffer, large_size);
        }};
        Body const chunk(64UL << 10U);
        for (std::size_t sent = 0; sent < large_size;) {
            auto const piece = ::send(pair.one, chunk.data(), chunk.size(), MSG_NOSIGNAL);
            sent += static_cast<std::size_t>(std::max<::ssize_t>(piece, 0));
        }
    });
}

void wait_for(TlsStream const& stream)
{
    short const events = stream.wants_write() ? POLLIN | POLLOUT : POLLIN;
    ::pollfd one{stream.socket().fd(), events, 0};
    ::poll(&one, 1, 100);
}

void shake_hands(TlsStream& stream)
{
    while (stream.handshake() == TlsStream::Progress::waits) {
        wait_for(stream);
    }
}

void receive(TlsStream& stream, std::size_t total)
{
    Body buffer(256UL << 10U);
    while (total > 0) {
        std::size_t got = 0;
        if (stream.read(buffer, got) == TlsStream::Progress::waits) {
            wait_for(stream);
        }
        total -= std::min(total, got);
    }
}

void send(TlsStream& stream, std::size_t total)
{
    Body const chunk(64UL << 10U);
    while (total > 0) {
        std::size_t taken = 0;
        if (stream.write(chunk, taken) == TlsStream::Progress::waits) {
            wait_for(stream);
        }
        total -= std::min(total, taken);
    }
}

double tls_large()
{
    Pair pair;
    ::fcntl(pair.one, F_SETFL, O_NONBLOCK);
    ::fcntl(pair.two, F_SETFL, O_NONBLOCK);
    auto const secret = Secret::make();
    TlsContext const context{secret};
    TlsStream sender{context, Socket{::dup(pair.one)}, TlsStream::Side::client};
    TlsStream receiver{context, Socket{::dup(pair.two)}, TlsStream::Side::server};
    std::jthread peer{[&] { shake_hands(receiver); }};
    shake_hands(sender);
    peer.join();
    return bench::seconds([&] {
        peer = std::jthread{[&] { receive(receiver, large_size); }};
        send(sender, large_size);
        peer.join();
    });
}

double tcp_round_trips()
{
    Pair pair;
    std::jthread const echo{[&] {
        Body byte(100);
        for (int i = 0; i < round_trips; ++i) {
            receive(pair.two, byte, byte.size());
            static_cast<void>(::send(pair.two, byte.data(), byte.size(), MSG_NOSIGNAL));
        }
    }};
    return bench::seconds([&] {
        Body byte(100);
        for (int i = 0; i < round_trips; ++i) {
            static_cast<void>(::send(pair.one, byte.data(), byte.size(), MSG_NOSIGNAL));
            receive(pair.one, byte, byte.size());
        }
    });
}

/// Two hubs, the second of which answers each message of type 1 with one of type 2.
class Linked {
  public:
    Linked()
    {
        peer_ = one_.dial(two_.listen());
        answerer_ = std::jthread{[this](std::stop_token const& stop) { answer(stop); }};
        wait_for(LinkEvent::Kind::connected);
    }

    double run(int count, std::size_t size)
    {
        // To make them is not the link's work.
        std::vector<Body> bodies(static_cast<std::size_t>(count), Body(size));
        return bench::seconds([&] {
            for (auto& body : bodies) {
                one_.send(peer_, 1, std::move(body));
                wait_for(LinkEvent::Kind::message);
            }
        });
    }

  private:
    static LinkOptions options()
    {
        LinkOptions options;
        options.bind = "127.0.0.1";
        return options;
    }

    void wait_for(LinkEvent::Kind kind)
    {
        std::vector<LinkEvent> events;
        while (std::ranges::find(events, kind, &LinkEvent::kind) == events.end()) {
            events.clear();
            if (!one_.poll(events)) {
                one_.wait({1});
            }
        }
    }

    void answer(std::stop_token const& stop)
    {
        std::vector<LinkEvent> events;
        while (!stop.stop_requested()) {
            events.clear();
            if (!two_.poll(events)) {
                two_.wait({0.1});
            }
            for (auto const& event : events) {
                if (event.kind == LinkEvent::Kind::message) {
                    two_.send(event.peer, 2, Body(100));
                }
            }
        }
    }

    Secret secret_ = Secret::make();
    LinkHub one_{{"session", "one", 1}, secret_, options()};
    LinkHub two_{{"session", "two", 1}, secret_, options()};
    PeerId peer_;
    std::jthread answerer_;
};

}  // namespace

int main()
{
    std::vector<double> large;
    std::vector<double> large_peer;
    std::vector<double> large_floor;
    std::vector<double> small;
    std::vector<double> small_floor;
    Linked linked;
    for (int i = 0; i < repeats; ++i) {
        constexpr double megabytes = large_size / 1e6;
        large.push_back(megabytes / linked.run(1, large_size));
        large_peer.push_back(megabytes / tls_large());
        large_floor.push_back(megabytes / tcp_large());
        small.push_back(linked.run(round_trips, 100) / round_trips / 2 * 1e6);
        small_floor.push_back(tcp_round_trips() / round_trips / 2 * 1e6);
    }
    bench::print({"link/large",
                  bench::median(large),
                  bench::median(large_peer),
                  bench::median(large_floor),
                  "MB/s"});
    bench::print({"link/small",
                  bench::median(small),
                  std::nullopt,
                  bench::median(small_floor),
                  "us one way"});
}
