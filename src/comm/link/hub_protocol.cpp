#include "comm/link/hub_protocol.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace atl::comm {
namespace {

constexpr Seconds first_redial{0.05};
constexpr Seconds slowest_redial{1};

/// Longer between two calls than any caller lets pass: the process was stopped.
constexpr Seconds longest_pause{1};

std::string given_up(std::string_view reason)
{
    return fmt::format("given up: {}", reason);
}

}  // namespace

HubProtocol::HubProtocol(LinkIdentity self, LinkOptions options, Random random, Seconds now)
    : self_(std::move(self)),
      options_(std::move(options)),
      random_(std::move(random)),
      incarnation_(random_()),
      now_(now)
{
}

PeerId HubProtocol::dial(std::uint64_t hub, Seconds now)
{
    PeerId const peer{next_peer_++};
    links_.try_emplace(peer, Link::Key{peer, Link::Role::dialer, random_(), hub}, options_, now);
    return peer;
}

void HubProtocol::send(PeerId peer, std::uint16_t type, Body body)
{
    if (auto* const link = find(peer)) {
        link->send(type, std::move(body));
    }
}

void HubProtocol::close(PeerId peer, std::string_view reason)
{
    if (auto* const link = find(peer)) {
        link->close(reason);
    }
}

void HubProtocol::fence(PeerId peer, std::string_view reason)
{
    if (auto* const link = find(peer)) {
        lose(*link, std::string{reason});
    }
}

std::size_t HubProtocol::queued(PeerId peer) const
{
    auto const* const link = find(peer);
    return link == nullptr ? 0 : link->queued();
}

bool HubProtocol::is_connected(PeerId peer) const
{
    auto const* const link = find(peer);
    return link != nullptr && link->connection.has_value();
}

LinkIdentity HubProtocol::identity(PeerId peer) const
{
    auto const* const link = find(peer);
    return link == nullptr ? LinkIdentity{} : link->identity;
}

void HubProtocol::begin(Seconds now)
{
    Seconds const slept{now.count - now_.count - longest_pause.count};
    now_ = now;
    if (slept.count <= 0) {
        return;
    }
    for (auto& [peer, link] : links_) {
        link.liveness.forgive(slept);
        link.made_at.count += slept.count;
    }
}

void HubProtocol::advance()
{
    for (auto next = links_.begin(); next != links_.end();) {
        auto& link = (next++)->second;  // which check() may end
        check(link);
    }
}

void HubProtocol::check(Link& link)
{
    link.advance(now_);
    if (!link.welcomed) {
        if (now_.count - link.made_at.count >= options_.connect_within.count) {
            lose(link,
                 fmt::format("no connection within {}{}{}",
                             to_string(options_.connect_within),
                             link.last_failure.empty() ? "" : ": ",
                             link.last_failure));
            return;
        }
    } else if (auto const state = link.liveness.check(now_)) {
        if (*state == Liveness::State::lost) {
            lose(link, fmt::format("nothing heard for {}", to_string(options_.lost_after)));
            return;
        }
        tell(LinkEvent::Kind::suspect,
             link.key().peer,
             fmt::format("nothing heard for {}", to_string(options_.suspect_after)));
        if (link.key().role == Link::Role::dialer && link.connection) {
            drop(*link.connection);
        }
    }
    if (link.key().role == Link::Role::dialer && !link.connection && !link.dialling &&
        now_.count >= link.dial_at.count) {
        link.dialling = true;
        requests_.push_back({HubRequest::Kind::dial, link.key().peer, {}});
    }
}

Seconds HubProtocol::deadline() const noexcept
{
    Seconds next{now_.count + 3600};
    for (auto const& [peer, link] : links_) {
        auto at = link.welcomed ? link.deadline().count
                                : link.made_at.count + options_.connect_within.count;
        if (link.key().role == Link::Role::dialer && !link.connection && !link.dialling) {
            at = std::min(at, link.dial_at.count);
        }
        next.count = std::min(next.count, at);
    }
    return next;
}

ConnectionId HubProtocol::accepted()
{
    ConnectionId const id{next_connection_++};
    connections_.try_emplace(id);
    return id;
}

ConnectionId HubProtocol::dialled(PeerId peer)
{
    ConnectionId const id{next_connection_++};
    auto& connection = connections_[id];
    connection.peer = peer;
    auto* const link = find(peer);
    if (link == nullptr || link->connection) {
        finish(id, connection);
        return id;
    }
    link->dialling = false;
    link->connection = id;
    connection.stage = Stage::awaits_welcome;
    put_hello(connection.control, FrameKind::hello, hello_of(*link));
    return id;
}

void HubProtocol::unreachable(PeerId peer, std::string_view reason, Retry retry)
{
    auto* const link = find(peer);
    if (link == nullptr) {
        return;
    }
    link->dialling = false;
    link->last_failure = reason;
    if (retry == Retry::useless && !link->welcomed) {
        lose(*link, std::string{reason});
        return;
    }
    detach(*link);
}

void HubProtocol::received(ConnectionId id, std::span<std::byte const> bytes)
{
    auto const found = connections_.find(id);
    if (found == connections_.end() || found->second.stage == Stage::ending) {
        return;
    }
    auto& connection = found->second;
    if (connection.stage == Stage::attached) {
        auto& link = *find(connection.peer);
        if (link.liveness.heard(now_)) {
            tell(LinkEvent::Kind::recovered, connection.peer, {});
        }
    }
    while (auto const frame = connection.reader.next(bytes)) {
        handle(id, connection, *frame);
        if (!connections_.contains(id) || connection.stage == Stage::ending) {
            return;
        }
    }
    if (!connection.reader.problem().empty()) {
        notes_.push_back(fmt::format("a connection sent {}", connection.reader.problem()));
        drop(id);
    }
}

void HubProtocol::handle(ConnectionId id, Connection& connection, Frame const& frame)
{
    if (connection.stage == Stage::awaits_hello) {
        on_hello(id, connection, frame);
        return;
    }
    auto& link = *find(connection.peer);
    if (frame.kind == FrameKind::refuse) {
        on_refusal(link, read_refusal(frame.payload));
    } else if (connection.stage == Stage::awaits_welcome) {
        on_welcome(id, connection, link, frame);
    } else {
        on_frame(id, link, frame);
    }
}

void HubProtocol::on_frame(ConnectionId id, Link& link, Frame const& frame)
{
    auto const problem = link.accept(frame, now_, events_);
    if (!problem.empty()) {
        notes_.push_back(fmt::format("'{}' sent {}", link.identity.name, problem));
        drop(id);
        return;
    }
    end_if_finished(link);
}

void HubProtocol::broken(ConnectionId id)
{
    auto const found = connections_.find(id);
    if (found == connections_.end()) {
        return;
    }
    if (found->second.stage == Stage::awaits_welcome || found->second.stage == Stage::attached) {
        auto& link = *find(found->second.peer);
        if (found->second.stage == Stage::awaits_welcome) {
            link.last_failure = "the connection ended before it was accepted";
        }
        detach(link);
    }
    connections_.erase(found);
}

void HubProtocol::output(ConnectionId id, Body& out, std::size_t enough)
{
    auto const found = connections_.find(id);
    if (found == connections_.end()) {
        return;
    }
    auto& connection = found->second;
    out.insert(out.end(), connection.control.begin(), connection.control.end());
    connection.control.clear();
    if (connection.stage != Stage::attached) {
        return;
    }
    auto& link = *find(connection.peer);
    while (out.size() < enough && link.write(out, now_)) {
    }
    end_if_finished(link);
}

bool HubProtocol::attached(ConnectionId id) const
{
    auto const found = connections_.find(id);
    return found != connections_.end() && found->second.stage == Stage::attached;
}

std::vector<LinkEvent> HubProtocol::take_events()
{
    return std::exchange(events_, {});
}

std::vector<HubRequest> HubProtocol::take_requests()
{
    return std::exchange(requests_, {});
}

std::vector<std::string> HubProtocol::take_notes()
{
    return std::exchange(notes_, {});
}

void HubProtocol::drop(ConnectionId id)
{
    auto const found = connections_.find(id);
    auto const stage = found->second.stage;
    if (stage == Stage::awaits_welcome || stage == Stage::attached) {
        detach(*find(found->second.peer));
    }
    connections_.erase(found);
    requests_.push_back({HubRequest::Kind::drop, {}, id});
}

void HubProtocol::finish(ConnectionId id, Connection& connection)
{
    connection.stage = Stage::ending;
    requests_.push_back({HubRequest::Kind::finish, {}, id});
}

void HubProtocol::detach(Link& link)
{
    link.connection.reset();
    auto const wait = first_redial.count * std::exp2(std::min(link.dials, 10U));
    link.dial_at.count = now_.count + std::min(wait, slowest_redial.count);
    ++link.dials;
}

void HubProtocol::lose(Link& link, std::string const& reason)
{
    if (link.welcomed) {
        fenced_[link.key().hub] = reason;
    }
    if (link.connection) {
        auto& connection = connections_.at(*link.connection);
        put_refusal(connection.control, given_up(reason));
    }
    end(link, LinkEvent::Kind::lost, reason);
}

void HubProtocol::end(Link& link, LinkEvent::Kind kind, std::string const& reason)
{
    if (link.connection) {
        finish(*link.connection, connections_.at(*link.connection));
    }
    tell(kind, link.key().peer, reason);
    if (link.key().role == Link::Role::acceptor) {
        accepted_.erase(link.key().number);
    }
    links_.erase(PeerId{link.key().peer});
}

void HubProtocol::end_if_finished(Link& link)
{
    if (!link.finished() || !link.connection) {
        return;
    }
    // What the other side's close has been waiting for goes out before the connection ends.
    auto& control = connections_.at(*link.connection).control;
    if (link.owes_heartbeat()) {
        link.write(control, now_);
    }
    if (link.key().role == Link::Role::acceptor) {
        closed_[link.key().number] = link.close_reason();
    }
    end(link, LinkEvent::Kind::closed, link.close_reason());
}

void HubProtocol::tell(LinkEvent::Kind kind, PeerId peer, std::string reason)
{
    events_.push_back({kind, peer, 0, {}, std::move(reason)});
}

Hello HubProtocol::hello_of(Link const& link) const
{
    Hello hello;
    hello.resumed = link.welcomed;
    hello.hub = incarnation_;
    hello.link = link.key().number;
    hello.expected = link.key().hub;
    hello.received = link.received();
    hello.identity = self_;
    return hello;
}

Link* HubProtocol::find(PeerId peer)
{
    auto const found = links_.find(peer);
    return found == links_.end() ? nullptr : &found->second;
}

Link const* HubProtocol::find(PeerId peer) const
{
    auto const found = links_.find(peer);
    return found == links_.end() ? nullptr : &found->second;
}

}  // namespace atl::comm
