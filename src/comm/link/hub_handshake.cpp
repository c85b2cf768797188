// How two hubs come to accept each other: the part of HubProtocol before a connection carries a
// link.

#include <utility>

#include <fmt/format.h>

#include "comm/link/hub_protocol.hpp"

namespace atl::comm {
namespace {

constexpr std::string_view closed_word = "closed: ";
constexpr std::string_view hub_word = "hub ";

}  // namespace

std::string HubProtocol::why_not(Hello const& hello) const
{
    Hello ours;
    ours.hub = incarnation_;
    ours.identity = self_;
    if (auto reason = refusal(hello, ours); !reason.empty()) {
        return reason;
    }
    if (auto const fenced = fenced_.find(hello.hub); fenced != fenced_.end()) {
        return fmt::format("given up: {}", fenced->second);
    }
    return {};
}

Link* HubProtocol::link_of(Hello const& hello)
{
    auto const known = accepted_.find(hello.link);
    if (known != accepted_.end()) {
        return find(known->second);
    }
    PeerId const peer{next_peer_++};
    accepted_[hello.link] = peer;
    Link::Key const key{peer, Link::Role::acceptor, hello.link, hello.hub};
    return &links_.try_emplace(peer, key, options_, now_).first->second;
}

void HubProtocol::on_hello(ConnectionId id, Connection& connection, Frame const& frame)
{
    auto const hello = frame.kind == FrameKind::hello ? read_hello(frame.payload) : std::nullopt;
    if (!hello) {
        notes_.emplace_back("a connection began with something else than a hello");
        drop(id);
        return;
    }
    auto reason = why_not(*hello);
    auto const known = accepted_.find(hello->link);
    if (reason.empty() && known == accepted_.end()) {
        if (auto const closed = closed_.find(hello->link); closed != closed_.end()) {
            reason = fmt::format("{}{}", closed_word, closed->second);
        } else if (hello->resumed) {
            reason = fmt::format("unknown link: '{}' has none to resume", self_.name);
        }
    }
    if (reason.empty() && known != accepted_.end() &&
        find(known->second)->key().hub != hello->hub) {
        reason = "unknown link: it belongs to another hub";
    }
    if (!reason.empty()) {
        refuse(id, connection, reason);
        return;
    }
    attach(id, connection, *link_of(*hello), *hello);
}

void HubProtocol::on_welcome(ConnectionId id,
                             Connection& connection,
                             Link& link,
                             Frame const& frame)
{
    auto const hello = frame.kind == FrameKind::welcome ? read_hello(frame.payload) : std::nullopt;
    if (!hello) {
        notes_.emplace_back("a hello was answered with something else than a welcome");
        drop(id);
        return;
    }
    auto reason = why_not(*hello);
    if (reason.empty() && (hello->hub != link.key().hub || hello->link != link.key().number)) {
        reason = "unknown link: the welcome is for another";
    }
    if (!reason.empty()) {
        put_refusal(connection.control, reason);
        end(link, LinkEvent::Kind::lost, reason);
        return;
    }
    attach(id, connection, link, *hello);
}

void HubProtocol::on_refusal(Link& link, std::string const& reason)
{
    if (reason.starts_with(hub_word) && !link.welcomed) {
        link.last_failure = reason;
        drop(*link.connection);
        return;
    }
    bool const closed = reason.starts_with(closed_word) && link.closing();
    auto const told = closed ? reason.substr(closed_word.size()) : reason;
    end(link, closed ? LinkEvent::Kind::closed : LinkEvent::Kind::lost, told);
}

void HubProtocol::refuse(ConnectionId id, Connection& connection, std::string const& reason)
{
    notes_.push_back(fmt::format("refused a connection: {}", reason));
    put_refusal(connection.control, reason);
    finish(id, connection);
}

void HubProtocol::attach(ConnectionId id, Connection& connection, Link& link, Hello const& hello)
{
    if (!link.attach(hello.received, now_)) {
        refuse(id, connection, "unknown link: the two sides count its messages differently");
        if (auto const older = std::exchange(link.connection, std::nullopt);
            older && *older != id) {
            drop(*older);
        }
        lose(link, "the two sides count the messages of the link differently");
        return;
    }
    if (link.connection && *link.connection != id) {
        drop(*link.connection);
        link.dials = 0;
    }
    link.connection = id;
    connection.peer = link.key().peer;
    connection.stage = Stage::attached;
    connection.reader.allow(largest_payload);
    link.identity = hello.identity;
    if (link.key().role == Link::Role::acceptor) {
        auto answer = hello_of(link);
        put_hello(connection.control, FrameKind::welcome, answer);
    }
    bool const recovered = link.liveness.heard(now_);
    if (!std::exchange(link.welcomed, true)) {
        tell(LinkEvent::Kind::connected, link.key().peer, {});
    } else if (recovered) {
        tell(LinkEvent::Kind::recovered, link.key().peer, {});
    }
}

}  // namespace atl::comm
