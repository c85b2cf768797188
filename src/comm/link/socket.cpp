#include "comm/link/socket.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::comm {
namespace {

constexpr int accept_queue = 128;
/// Unsent bytes in the kernel above which a socket is not writable: what is queued behind them can
/// still be overtaken.
constexpr int unsent_limit = 256 << 10;

void set_option(int fd, int level, int option, int value) noexcept
{
    ::setsockopt(fd, level, option, &value, sizeof value);
}

void prepare_stream(int fd) noexcept
{
    set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, unsent_limit);
}

struct Address {
    ::sockaddr_storage storage{};
    ::socklen_t size{0};

    [[nodiscard]] ::sockaddr const* get() const noexcept
    {
        return reinterpret_cast<::sockaddr const*>(&storage);
    }
};

/// \p host is numeric: nothing is looked up. \returns an address of size 0 when it is not.
Address resolve(std::string const& host, std::uint16_t port)
{
    ::addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    ::addrinfo* found = nullptr;
    Address address;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) == 0) {
        std::memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
        address.size = found->ai_addrlen;
        ::freeaddrinfo(found);
    }
    return address;
}

Socket make_stream(int family)
{
    return Socket{::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
}

/// None when it fails; errno says why.
Socket try_listening(std::string const& host, std::uint16_t port)
{
    auto const address = resolve(host, port);
    if (address.size == 0) {
        errno = EINVAL;
        return {};
    }
    auto socket = make_stream(address.get()->sa_family);
    if (!socket) {
        return {};
    }
    set_option(socket.fd(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
    // A hub that takes a fixed port after another has ended need not wait for old connections.
    set_option(socket.fd(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (::bind(socket.fd(), address.get(), address.size) != 0 ||
        ::listen(socket.fd(), accept_queue) != 0) {
        return {};
    }
    return socket;
}

}  // namespace

Socket::~Socket()
{
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

Socket Socket::listening(std::string const& address, std::uint16_t port)
{
    auto socket = try_listening(address.empty() ? "::" : address, port);
    if (!socket && address.empty()) {
        socket = try_listening("0.0.0.0", port);  // without IPv6
    }
    if (!socket) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot listen for links on '{}', port {} ({})",
                                address.empty() ? "all addresses" : address,
                                port,
                                errno_text(errno))};
    }
    return socket;
}

Socket Socket::connecting(Endpoint const& endpoint)
{
    auto const address = resolve(endpoint.host, endpoint.port);
    if (address.size == 0) {
        errno = EINVAL;
        return {};
    }
    auto socket = make_stream(address.get()->sa_family);
    if (!socket) {
        return {};
    }
    prepare_stream(socket.fd());
    if (::connect(socket.fd(), address.get(), address.size) != 0 && errno != EINPROGRESS) {
        return {};
    }
    return socket;
}

Socket Socket::accept() const
{
    Socket socket{::accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (socket) {
        prepare_stream(socket.fd());
    }
    return socket;
}

int Socket::connect_error() const
{
    int error = 0;
    ::socklen_t size = sizeof error;
    return ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

std::uint16_t Socket::port() const
{
    Address address;
    address.size = sizeof address.storage;
    ::getsockname(fd_, reinterpret_cast<::sockaddr*>(&address.storage), &address.size);
    // The port is at the same place for IPv4 and IPv6.
    return ntohs(reinterpret_cast<::sockaddr_in const*>(&address.storage)->sin_port);
}

std::string Socket::peer_text() const
{
    Address address;
    address.size = sizeof address.storage;
    char host[NI_MAXHOST] = "?";
    char port[NI_MAXSERV] = "?";
    if (::getpeername(fd_, reinterpret_cast<::sockaddr*>(&address.storage), &address.size) == 0) {
        ::getnameinfo(address.get(),
                      address.size,
                      host,
                      sizeof host,
                      port,
                      sizeof port,
                      NI_NUMERICHOST | NI_NUMERICSERV);
    }
    return fmt::format("{} port {}", host, port);
}

}  // namespace atl::comm
