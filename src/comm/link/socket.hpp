#pragma once

#include <string>
#include <utility>

#include "atoll/comm/link_address.hpp"

namespace atl::comm {

/// Owner of a TCP socket or another descriptor of the hub; none when negative. None of its calls
/// blocks.
class Socket {
  public:
    Socket() noexcept = default;
    explicit Socket(int fd) noexcept : fd_(fd) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    Socket(Socket const&) = delete;
    Socket& operator=(Socket const&) = delete;
    ~Socket();

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] explicit operator bool() const noexcept { return fd_ >= 0; }

    /// Listens on \p address (numeric; empty: everywhere) and \p port (0: a free one).
    /// \throws Error{io} when that is impossible, naming both.
    [[nodiscard]] static Socket listening(std::string const& address, std::uint16_t port);

    /// Begins to connect to \p endpoint; connect_error() tells the outcome once it is writable.
    /// None when it fails at once; errno says why.
    [[nodiscard]] static Socket connecting(Endpoint const& endpoint);

    /// The next connection of a listening socket; none when there is none.
    [[nodiscard]] Socket accept() const;

    /// errno value of a connect that has ended, 0 when it has succeeded.
    [[nodiscard]] int connect_error() const;

    /// Port that a listening socket has.
    [[nodiscard]] std::uint16_t port() const;
    /// The other side's address, for people.
    [[nodiscard]] std::string peer_text() const;

  private:
    int fd_{-1};
};

}  // namespace atl::comm
