#include "atoll/comm/link_hub.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "comm/link/hub_sockets.hpp"

namespace atl::comm {
namespace {

[[noreturn]] void refuse(std::string_view option, std::string_view why)
{
    throw Error{ErrorKind::invalid_config, fmt::format("links: {} {}", option, why)};
}

LinkOptions checked(LinkOptions options)
{
    if (!(options.heartbeat_every.count > 0)) {
        refuse("heartbeat_every", "must be more than 0 s");
    }
    if (!(options.suspect_after.count > options.heartbeat_every.count)) {
        refuse("suspect_after", "must be longer than heartbeat_every");
    }
    if (!(options.lost_after.count > options.suspect_after.count)) {
        refuse("lost_after", "must be longer than suspect_after");
    }
    if (!(options.connect_within.count > 0) || !(options.handshake_within.count > 0)) {
        refuse("connect_within and handshake_within", "must be more than 0 s");
    }
    if (options.handshakes_at_once == 0) {
        refuse("handshakes_at_once", "must be at least 1");
    }
    if (options.send_window.count < 2 * largest_piece) {
        refuse("send_window", fmt::format("must be at least {} bytes", 2 * largest_piece));
    }
    return options;
}

}  // namespace

class LinkHub::Impl {
  public:
    Impl(LinkIdentity self, Secret const& secret, LinkOptions options)
        : sockets(std::move(self), secret, std::move(options))
    {
    }

    HubSockets sockets;
};

LinkHub::LinkHub(LinkIdentity self, Secret const& secret, LinkOptions options)
    : impl_(std::make_unique<Impl>(std::move(self), secret, checked(std::move(options))))
{
}

LinkHub::~LinkHub() = default;

LinkAddress LinkHub::listen()
{
    return impl_->sockets.listen();
}

PeerId LinkHub::dial(LinkAddress const& address)
{
    return impl_->sockets.dial(address);
}

void LinkHub::send(PeerId peer, std::uint16_t type, Body body)
{
    impl_->sockets.touch().send(peer, type, std::move(body));
}

Bytes LinkHub::queued(PeerId peer) const
{
    return {impl_->sockets.protocol().queued(peer)};
}

bool LinkHub::is_connected(PeerId peer) const
{
    return impl_->sockets.protocol().is_connected(peer);
}

LinkIdentity LinkHub::identity(PeerId peer) const
{
    return impl_->sockets.protocol().identity(peer);
}

bool LinkHub::poll(std::vector<LinkEvent>& events)
{
    return impl_->sockets.poll(events);
}

void LinkHub::wait(Seconds limit)
{
    impl_->sockets.wait(limit);
}

int LinkHub::descriptor() const noexcept
{
    return impl_->sockets.descriptor();
}

void LinkHub::close(PeerId peer, std::string_view reason)
{
    impl_->sockets.touch().close(peer, reason);
}

void LinkHub::fence(PeerId peer, std::string_view reason)
{
    impl_->sockets.touch().fence(peer, reason);
}

}  // namespace atl::comm
