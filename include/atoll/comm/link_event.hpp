#pragma once

#include <cstdint>
#include <string>

#include "atoll/comm/byte_io.hpp"
#include "atoll/core/ids.hpp"

namespace atl::comm {

/// The other end of one link, as one LinkHub counts them; never used twice by a hub.
using PeerId = Id<struct PeerTag>;

/// What a LinkHub has to tell.
struct LinkEvent {
    enum class Kind {
        connected,  ///< The peer has been accepted; LinkHub::identity says who it is.
        suspect,    ///< Nothing heard for LinkOptions::suspect_after; give it no new work.
        recovered,  ///< A suspect peer is heard again; no message was lost.
        message,    ///< `type` and `body` are a message of the peer.
        closed,     ///< The link has ended in order: each side has all messages of the other.
        lost,       ///< The peer has been given up, for `reason`; it will be refused if it returns.
    };

    Kind kind{Kind::message};
    PeerId peer;
    std::uint16_t type{0};  ///< Of a message; what it means is the caller's business.
    Body body;              ///< Of a message.
    std::string reason;     ///< Of `suspect`, `closed` and `lost`: one sentence for a person.
};

}  // namespace atl::comm
