#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/comm/link_event.hpp"
#include "atoll/comm/link_identity.hpp"
#include "atoll/comm/link_options.hpp"

#include "comm/link/liveness.hpp"
#include "comm/link/receive_queue.hpp"
#include "comm/link/send_queue.hpp"

namespace atl::comm {

/// A stream of bytes to another process, proven to know the secret; one after the other carries a
/// link.
using ConnectionId = Id<struct ConnectionTag>;

/// One link as one of its ends sees it, whatever connection carries it at the moment.
class Link {
  public:
    enum class Role { dialer, acceptor };

    /// What does not change in a link's life.
    struct Key {
        PeerId peer;
        Role role{Role::dialer};
        std::uint64_t number{0};  ///< Chosen by the dialer.
        std::uint64_t hub{0};     ///< Incarnation of the other side.
    };

    Link(Key key, LinkOptions const& options, Seconds now);

    [[nodiscard]] Key const& key() const noexcept { return key_; }

    void send(std::uint16_t type, Body body);
    /// Ends the link after what is queued; what is sent later is dropped.
    void close(std::string_view reason);

    /// A new connection carries the link from now on; the other side has received \p received
    /// frames. \returns false when that cannot be.
    [[nodiscard]] bool attach(std::uint64_t received, Seconds now);

    /// Takes a frame of the other side and appends its messages to \p events.
    /// \returns what is wrong with it; empty when nothing is.
    [[nodiscard]] std::string_view accept(Frame const& frame,
                                          Seconds now,
                                          std::vector<LinkEvent>& events);

    /// Appends the next frame to \p out. \returns false when there is none.
    bool write(Body& out, Seconds now);

    /// Makes write() give a heartbeat when one is due.
    void advance(Seconds now) noexcept;

    /// Both sides have closed and nothing is missing.
    [[nodiscard]] bool finished() const noexcept;
    /// A heartbeat to be written before the connection may end: it acknowledges the last frames.
    [[nodiscard]] bool owes_heartbeat() const noexcept { return heartbeat_due_; }
    [[nodiscard]] Seconds deadline() const noexcept;

    [[nodiscard]] std::size_t queued() const noexcept { return send_.queued(); }
    [[nodiscard]] std::uint64_t received() const noexcept { return receive_.received(); }
    [[nodiscard]] bool closing() const noexcept { return closing_; }
    [[nodiscard]] std::string close_reason() const { return receive_.closed().value_or(""); }

    Liveness liveness;
    LinkIdentity identity;
    bool welcomed{false};  ///< The two ends have agreed once.

    std::optional<ConnectionId> connection;  ///< What carries the link, or will when welcomed.
    bool dialling{false};                    ///< A dial has been asked for and not answered.
    Seconds dial_at;                         ///< When to dial again.
    unsigned dials{0};                       ///< Since a connection last carried the link.
    Seconds made_at;
    std::string last_failure;  ///< Of a dial, for the reason when none succeeds.

  private:
    Key key_;
    Seconds heartbeat_every_;
    std::size_t acknowledge_every_;  // bytes
    SendQueue send_;
    ReceiveQueue receive_;
    std::vector<ReceiveQueue::Message> arrived_;  // kept for its memory
    std::size_t unacknowledged_{0};               // bytes received since the last acknowledgement
    Seconds heartbeat_at_;
    bool heartbeat_due_{false};
    bool closing_{false};
};

}  // namespace atl::comm
