#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "atoll/core/secret.hpp"

#include "comm/link/socket.hpp"

struct ssl_ctx_st;
struct ssl_st;

namespace atl::comm {

/// What all TLS connections of a hub share: the secret and the rules of docs/reference/link.md.
/// Must outlive its streams.
class TlsContext {
  public:
    /// \throws Error{internal} when the TLS library refuses the settings.
    explicit TlsContext(Secret const& secret);
    TlsContext(TlsContext const&) = delete;
    TlsContext& operator=(TlsContext const&) = delete;
    ~TlsContext() = default;

    [[nodiscard]] ssl_ctx_st* get() const noexcept { return context_.get(); }

  private:
    struct Free {
        void operator()(ssl_ctx_st* context) const noexcept;
    };
    Secret secret_;
    std::unique_ptr<ssl_ctx_st, Free> context_;
};

/// One TLS connection over a connected socket. No call blocks.
class TlsStream {
  public:
    enum class Side { client, server };
    enum class Progress {
        done,
        waits,         ///< For the socket; wants_write() says in which direction.
        ended,         ///< The other side has closed, or the connection has broken.
        other_secret,  ///< Of a handshake: the two sides do not have the same secret.
        failed,        ///< The other side does not speak TLS as it should.
    };

    TlsStream(TlsContext const& context, Socket socket, Side side);

    [[nodiscard]] Progress handshake();
    /// \param got  Bytes read, also when the result is not `done`.
    [[nodiscard]] Progress read(std::span<std::byte> into, std::size_t& got);
    /// \param taken  Bytes that need not be given again, also when the result is not `done`. While
    /// it `waits`, call again when the socket is writable, if need be with nothing.
    [[nodiscard]] Progress write(std::span<std::byte const> bytes, std::size_t& taken);
    /// Tells the other side that nothing more will be sent.
    void shutdown() noexcept;

    [[nodiscard]] bool wants_write() const noexcept { return wants_write_; }
    [[nodiscard]] Socket const& socket() const noexcept { return socket_; }

  private:
    struct Free {
        void operator()(ssl_st* stream) const noexcept;
    };
    [[nodiscard]] Progress judge(int result);
    [[nodiscard]] Progress flush();

    Socket socket_;
    std::unique_ptr<ssl_st, Free> stream_;
    std::vector<std::byte> records_;  // encrypted, on their way into the socket
    std::size_t records_sent_{0};
    std::size_t records_size_{0};
    bool wants_write_{false};
};

}  // namespace atl::comm
