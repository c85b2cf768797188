#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "atoll/comm/link_address.hpp"
#include "atoll/comm/link_event.hpp"
#include "atoll/comm/link_identity.hpp"
#include "atoll/comm/link_options.hpp"
#include "atoll/core/secret.hpp"
#include "atoll/core/units.hpp"

namespace atl::comm {

/// All links of one process: authenticated, encrypted connections to other processes of the
/// session (docs/reference/link.md).
///
/// Used by one thread; nothing blocks except wait(). A link survives broken connections: it is
/// dialled again and goes on without losing or doubling a message, until the peer has not been
/// heard for LinkOptions::lost_after. Who is lost stays lost: if it comes back it is refused and
/// told why. Durations are measured on the monotonic clock, and the time in which this process
/// itself did not run is not held against its peers.
///
/// Order: messages of up to 16 KiB arrive in the order of sending, and so do larger ones. A small
/// message may overtake larger ones, and heartbeats overtake everything.
class LinkHub {
  public:
    /// \throws Error{invalid_config} when an option makes no sense, naming it.
    LinkHub(LinkIdentity self, Secret const& secret, LinkOptions options = {});
    ~LinkHub();
    LinkHub(LinkHub const&) = delete;
    LinkHub& operator=(LinkHub const&) = delete;

    /// Accepts links from now on; once per hub. \returns where, the preferred interface first and
    /// loopback addresses only when there are no others.
    /// \throws Error{io} when no address can be listened on.
    [[nodiscard]] LinkAddress listen();

    /// Opens a link, trying all endpoints. \returns at once; `connected` or `lost` follows.
    [[nodiscard]] PeerId dial(LinkAddress const& address);

    /// Queues a message; any time between dial() or `connected` and `closed` or `lost`, after which
    /// it is dropped. The queue grows without limit: callers hold back by queued().
    void send(PeerId peer, std::uint16_t type, Body body);

    /// What \p peer has not yet acknowledged; 0 for a peer whose link has ended.
    [[nodiscard]] Bytes queued(PeerId peer) const;

    /// Whether there is a connection to \p peer now; a link without one is being dialled, or waits
    /// to be. False after the link's end.
    [[nodiscard]] bool is_connected(PeerId peer) const;

    /// Who \p peer is; empty before `connected` and after the link's end has been told.
    [[nodiscard]] LinkIdentity identity(PeerId peer) const;

    /// Moves everything that can be moved and appends what happened to \p events.
    ///
    /// To be called whenever descriptor() is readable, and at least every heartbeat_every / 2.
    /// \returns whether anything moved.
    bool poll(std::vector<LinkEvent>& events);

    /// Waits until poll() has something to do, at most \p limit.
    void wait(Seconds limit);

    /// For poll(2) or epoll(7): readable when a connection has something for poll().
    [[nodiscard]] int descriptor() const noexcept;

    /// Ends the link in order: sends what is queued, then tells the peer \p reason. `closed`
    /// follows on both sides, or `lost` when the peer does not answer.
    void close(PeerId peer, std::string_view reason);

    /// Gives \p peer up at once, as one that is known to be dead; `lost` follows with \p reason.
    void fence(PeerId peer, std::string_view reason);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::comm
