#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/comm/link_hub.hpp"
#include "atoll/core/clock.hpp"

#include "comm/link/dial.hpp"
#include "comm/link/hub_protocol.hpp"
#include "comm/link/tls.hpp"

namespace atl::comm {

/// Carries the bytes of a HubProtocol: sockets, TLS and the clock. Used by one thread.
class HubSockets {
  public:
    HubSockets(LinkIdentity self, Secret const& secret, LinkOptions options);

    [[nodiscard]] LinkAddress listen();
    [[nodiscard]] PeerId dial(LinkAddress const& address);
    [[nodiscard]] HubProtocol const& protocol() const noexcept { return protocol_; }
    /// For calls whose effect poll() carries out.
    [[nodiscard]] HubProtocol& touch() noexcept
    {
        touched_ = true;
        return protocol_;
    }
    bool poll(std::vector<LinkEvent>& events);
    void wait(Seconds limit);
    [[nodiscard]] int descriptor() const noexcept { return epoll_.fd(); }

  private:
    enum class Stage { connecting, handshaking, open, finishing, lingering };
    /// A socket and what it is for.
    struct Carrier {
        TlsStream stream;
        Stage stage{Stage::handshaking};
        Seconds since;                     // begin of the stage; of handshaking, of the carrier
        std::optional<Endpoint> endpoint;  // that was dialled; none when it was accepted
        PeerId peer;                       // that was dialled
        std::optional<ConnectionId> id;    // once it is open
        Body out;
        bool attached{false};
        bool unread{false};  // more has arrived than one poll() reads
        std::size_t out_sent{0};
        std::uint32_t interest{0};
    };
    using Token = std::uint64_t;  // names a carrier for epoll; never used twice

    [[nodiscard]] Seconds now() const noexcept;
    Carrier& add(Socket socket, TlsStream::Side side, Stage stage);
    void watch(Token token, Carrier& carrier);
    bool take_ready();
    void accept_all();
    void make_room();
    void ready(Token token, Carrier& carrier);
    void shake_hands(Token token, Carrier& carrier);
    void opened(Token token, Carrier& carrier);
    void attempt_failed(Token token, TlsStream::Progress progress, std::string reason);
    void read(Token token, Carrier& carrier);
    void flush(Token token, Carrier& carrier);
    [[nodiscard]] bool push(Carrier& carrier);
    void close(Token token);
    void carry_out_requests();
    void dial_on();
    void try_endpoint(PeerId peer, Endpoint const& endpoint);
    void expire();
    void arm_timer();
    void log_notes();
    void note(std::string_view text);
    [[nodiscard]] bool unproven(Carrier const& carrier) const noexcept;

    SystemClock clock_;
    LinkOptions options_;
    TlsContext tls_;
    HubProtocol protocol_;
    Socket epoll_;
    Socket timer_;
    Socket listener_;
    std::map<Token, Carrier> carriers_;
    std::map<ConnectionId, Token> tokens_;
    std::map<PeerId, Dial> dials_;
    Token next_token_{2};  // 0 is the listener, 1 the timer
    Seconds now_;          // of the poll() under way
    Seconds armed_at_;     // when the timer fires
    Seconds noted_at_{-1e9};
    std::size_t notes_dropped_{0};
    Body scratch_;
    bool touched_{false};  // something was queued since the last poll()
    bool unread_{false};   // some carrier is
    bool moved_{false};
};

}  // namespace atl::comm
