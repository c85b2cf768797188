#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "atoll/core/units.hpp"

namespace atl::comm {

/// How the links of a process behave. Both ends should use the same times.
struct LinkOptions {
    Seconds heartbeat_every{1};   ///< Sign of life when there is nothing else to send.
    Seconds suspect_after{5};     ///< Silence after which a peer is suspect and is dialled again.
    Seconds lost_after{15};       ///< Silence after which a peer is given up for good.
    Seconds connect_within{60};   ///< For dial(): time until the first `connected`, else `lost`.
    Seconds handshake_within{5};  ///< Time that a connection has to prove that it is one of ours.
    std::size_t handshakes_at_once{64};  ///< Unproven connections kept; the oldest gives way.
    Bytes send_window{8U << 20U};        ///< Kept for sending again: sent and not yet acknowledged.

    std::string interface;  ///< Network interface whose addresses come first ("ib0"); may be empty.
    std::string bind;       ///< Numeric address to listen on; empty: all addresses of this host.
    std::uint16_t port{0};  ///< To listen on; 0: any free one.
};

}  // namespace atl::comm
