#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/comm/link_event.hpp"
#include "atoll/comm/link_identity.hpp"
#include "atoll/comm/link_options.hpp"

#include "comm/link/hello.hpp"
#include "comm/link/link.hpp"

namespace atl::comm {

/// What a HubProtocol wants from whoever carries its bytes.
struct HubRequest {
    enum class Kind {
        dial,    ///< Connect to `peer`; dialled() or unreachable() follows.
        finish,  ///< End `connection` after its output() has been sent.
        drop,    ///< End `connection` at once.
    };
    Kind kind{Kind::dial};
    PeerId peer;
    ConnectionId connection;
};

/// The protocol of all links of one process without sockets, clock or randomness: bytes,
/// connections and time go in; bytes, requests and events come out (docs/reference/link.md).
///
/// Connections are streams whose both ends have proven that they know the secret. Times are seconds
/// of one clock that never goes back.
class HubProtocol {
  public:
    using Random = std::function<std::uint64_t()>;

    HubProtocol(LinkIdentity self, LinkOptions options, Random random, Seconds now);

    /// Number of this hub in its life.
    [[nodiscard]] std::uint64_t incarnation() const noexcept { return incarnation_; }

    // What LinkHub offers.
    [[nodiscard]] PeerId dial(std::uint64_t hub, Seconds now);
    void send(PeerId peer, std::uint16_t type, Body body);
    void close(PeerId peer, std::string_view reason);
    void fence(PeerId peer, std::string_view reason);
    [[nodiscard]] std::size_t queued(PeerId peer) const;
    [[nodiscard]] bool is_connected(PeerId peer) const;
    [[nodiscard]] LinkIdentity identity(PeerId peer) const;

    /// Time has come to \p now: before anything else happens at that time.
    ///
    /// When much more time has passed since the last call than a caller lets pass, the process did
    /// not run, and the rest is not counted as silence of its peers.
    void begin(Seconds now);
    /// Does what is due, after everything that has arrived by then.
    void advance();
    /// When advance() has something to do next.
    [[nodiscard]] Seconds deadline() const noexcept;

    /// Somebody has connected.
    [[nodiscard]] ConnectionId accepted();
    /// A dial of \p peer has succeeded.
    [[nodiscard]] ConnectionId dialled(PeerId peer);
    /// A dial of \p peer has failed at every endpoint. \p final: the secret is wrong, say, and
    /// trying again is useless.
    enum class Retry { useful, useless };
    void unreachable(PeerId peer, std::string_view reason, Retry retry);

    void received(ConnectionId connection, std::span<std::byte const> bytes);
    /// The connection has ended, for whatever reason.
    void broken(ConnectionId connection);
    /// Appends what is to be sent on \p connection until \p out holds \p enough bytes.
    void output(ConnectionId connection, Body& out, std::size_t enough);
    /// Whether both ends have accepted each other on \p connection.
    [[nodiscard]] bool attached(ConnectionId connection) const;

    /// What has happened, what is wanted, and what is worth a line in the log, since the last call.
    [[nodiscard]] std::vector<LinkEvent> take_events();
    [[nodiscard]] std::vector<HubRequest> take_requests();
    [[nodiscard]] std::vector<std::string> take_notes();

  private:
    enum class Stage { awaits_hello, awaits_welcome, attached, ending };
    struct Connection {
        Stage stage{Stage::awaits_hello};
        PeerId peer;  // of no meaning while a hello is awaited
        FrameReader reader;
        Body control;  // frames that go before those of the link
    };

    void handle(ConnectionId id, Connection& connection, Frame const& frame);
    void on_hello(ConnectionId id, Connection& connection, Frame const& frame);
    void on_welcome(ConnectionId id, Connection& connection, Link& link, Frame const& frame);
    void on_refusal(Link& link, std::string const& reason);
    void on_frame(ConnectionId id, Link& link, Frame const& frame);
    [[nodiscard]] std::string why_not(Hello const& hello) const;
    [[nodiscard]] Link* link_of(Hello const& hello);

    void attach(ConnectionId id, Connection& connection, Link& link, Hello const& hello);
    void refuse(ConnectionId id, Connection& connection, std::string const& reason);
    void finish(ConnectionId id, Connection& connection);
    void drop(ConnectionId id);
    void detach(Link& link);
    void check(Link& link);
    void lose(Link& link, std::string const& reason);
    void end(Link& link, LinkEvent::Kind kind, std::string const& reason);
    void end_if_finished(Link& link);
    void tell(LinkEvent::Kind kind, PeerId peer, std::string reason);

    [[nodiscard]] Hello hello_of(Link const& link) const;
    [[nodiscard]] Link* find(PeerId peer);
    [[nodiscard]] Link const* find(PeerId peer) const;

    LinkIdentity self_;
    LinkOptions options_;
    Random random_;
    std::uint64_t incarnation_;
    Seconds now_;

    std::map<PeerId, Link> links_;
    std::map<std::uint64_t, PeerId> accepted_;  // by Link::Key::number
    std::map<ConnectionId, Connection> connections_;
    std::map<std::uint64_t, std::string> fenced_;  // by incarnation; why
    std::map<std::uint64_t, std::string> closed_;  // by Link::Key::number, of accepted links
    std::uint32_t next_peer_{0};
    std::uint32_t next_connection_{0};

    std::vector<LinkEvent> events_;
    std::vector<HubRequest> requests_;
    std::vector<std::string> notes_;
};

}  // namespace atl::comm
