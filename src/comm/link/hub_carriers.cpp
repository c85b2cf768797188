// The life of one connection: the part of HubSockets that deals with a single carrier.

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fmt/format.h>
#include <sys/epoll.h>

#include "atoll/core/error.hpp"

#include "comm/link/hub_sockets.hpp"

namespace atl::comm {
namespace {

using Progress = TlsStream::Progress;

/// What one poll() reads from, or writes to, one connection: about a millisecond's worth.
constexpr std::size_t bytes_per_poll = 1UL << 20U;
constexpr std::size_t output_at_once = 128UL << 10U;

std::string_view text_of(Progress progress)
{
    switch (progress) {
        case Progress::other_secret:
            return "it does not have this session's secret";
        case Progress::failed:
            return "it does not speak TLS with a session's secret";
        case Progress::ended:
            return "it closed the connection";
        case Progress::done:
        case Progress::waits:
            break;
    }
    return "it did not answer in time";
}

}  // namespace

HubSockets::Carrier& HubSockets::add(Socket socket, TlsStream::Side side, Stage stage)
{
    auto const token = next_token_++;
    auto const placed = carriers_.try_emplace(
        token, Carrier{TlsStream{tls_, std::move(socket), side}, stage, now_, {}, {}, {}, {}});
    auto& carrier = placed.first->second;
    ::epoll_event event{};
    event.data.u64 = token;
    ::epoll_ctl(epoll_.fd(), EPOLL_CTL_ADD, carrier.stream.socket().fd(), &event);
    watch(token, carrier);
    return carrier;
}

void HubSockets::watch(Token token, Carrier& carrier)
{
    bool const writing = carrier.stage == Stage::connecting || carrier.stream.wants_write() ||
                         carrier.out_sent < carrier.out.size();
    auto const interest = writing ? std::uint32_t{EPOLLIN | EPOLLOUT} : std::uint32_t{EPOLLIN};
    if (std::exchange(carrier.interest, interest) != interest) {
        ::epoll_event event{};
        event.events = interest;
        event.data.u64 = token;
        ::epoll_ctl(epoll_.fd(), EPOLL_CTL_MOD, carrier.stream.socket().fd(), &event);
    }
}

bool HubSockets::unproven(Carrier const& carrier) const noexcept
{
    return carrier.stage != Stage::open || !carrier.attached;
}

void HubSockets::accept_all()
{
    while (auto socket = listener_.accept()) {
        make_room();
        static_cast<void>(add(std::move(socket), TlsStream::Side::server, Stage::handshaking));
        moved_ = true;
    }
}

void HubSockets::make_room()
{
    auto const unproven_one = [&](auto const& entry) {
        return !entry.second.endpoint && unproven(entry.second);
    };
    auto const count = std::ranges::count_if(carriers_, unproven_one);
    if (static_cast<std::size_t>(count) >= options_.handshakes_at_once) {
        // Tokens grow: the first is the oldest.
        close(std::ranges::find_if(carriers_, unproven_one)->first);
    }
}

void HubSockets::ready(Token token, Carrier& carrier)
{
    moved_ = true;
    switch (carrier.stage) {
        case Stage::connecting:
            if (int const error = carrier.stream.socket().connect_error(); error != 0) {
                attempt_failed(token, Progress::ended, errno_text(error));
                return;
            }
            carrier.stage = Stage::handshaking;
            shake_hands(token, carrier);
            return;
        case Stage::handshaking:
            shake_hands(token, carrier);
            return;
        case Stage::open:
        case Stage::finishing:
        case Stage::lingering:
            read(token, carrier);
            return;
    }
}

void HubSockets::shake_hands(Token token, Carrier& carrier)
{
    auto const progress = carrier.stream.handshake();
    if (progress == Progress::waits) {
        watch(token, carrier);
    } else if (progress == Progress::done) {
        opened(token, carrier);
    } else {
        attempt_failed(token, progress, std::string{text_of(progress)});
    }
}

void HubSockets::opened(Token token, Carrier& carrier)
{
    if (!carrier.endpoint) {
        carrier.id = protocol_.accepted();
    } else {
        auto const dial = dials_.find(carrier.peer);
        if (dial == dials_.end() || !dial->second.under_way()) {
            close(token);  // another endpoint was faster
            return;
        }
        dial->second.succeeded();
        std::erase_if(carriers_, [&](auto const& other) {
            return other.first != token && other.second.endpoint &&
                   other.second.peer == carrier.peer && !other.second.id;
        });
        carrier.id = protocol_.dialled(carrier.peer);
    }
    carrier.stage = Stage::open;
    tokens_[*carrier.id] = token;
    watch(token, carrier);
    read(token, carrier);
}

void HubSockets::attempt_failed(Token token, Progress progress, std::string reason)
{
    auto& carrier = carriers_.at(token);
    if (!carrier.endpoint) {
        if (progress == Progress::other_secret) {
            note(fmt::format("refused a connection from {}: {}",
                             carrier.stream.socket().peer_text(),
                             text_of(progress)));
        }
    } else if (auto const dial = dials_.find(carrier.peer); dial != dials_.end()) {
        auto const failure = progress == Progress::other_secret ? Dial::Failure::other_secret
                                                                : Dial::Failure::no_answer;
        dial->second.failed(*carrier.endpoint, failure, std::move(reason));
    }
    carriers_.erase(token);
}

void HubSockets::read(Token token, Carrier& carrier)
{
    carrier.unread = false;
    std::size_t total = 0;
    while (total < bytes_per_poll) {
        std::size_t got = 0;
        auto const progress = carrier.stream.read(scratch_, got);
        total += got;
        if (got > 0 && carrier.stage == Stage::open) {
            protocol_.received(*carrier.id, std::span{scratch_}.first(got));
            carrier.attached = carrier.attached || protocol_.attached(*carrier.id);
        }
        if (progress == Progress::waits) {
            return;
        }
        if (progress != Progress::done) {
            close(token);
            return;
        }
    }
    carrier.unread = true;
    unread_ = true;
}

bool HubSockets::push(Carrier& carrier)
{
    std::size_t total = 0;
    std::size_t taken = 0;
    auto progress = carrier.stream.wants_write() ? carrier.stream.write({}, taken) : Progress::done;
    while (progress == Progress::done && total < bytes_per_poll) {
        if (carrier.out_sent == carrier.out.size()) {
            carrier.out.clear();
            carrier.out_sent = 0;
            protocol_.output(*carrier.id, carrier.out, output_at_once);
            if (carrier.out.empty()) {
                return true;
            }
        }
        progress = carrier.stream.write(std::span{carrier.out}.subspan(carrier.out_sent), taken);
        carrier.out_sent += taken;
        total += taken;
        moved_ = true;
    }
    return progress == Progress::done || progress == Progress::waits;
}

void HubSockets::flush(Token token, Carrier& carrier)
{
    if (carrier.stage != Stage::open && carrier.stage != Stage::finishing) {
        return;
    }
    if (!push(carrier)) {
        close(token);
        return;
    }
    bool const sent = carrier.out.empty() && !carrier.stream.wants_write();
    if (carrier.stage == Stage::finishing && sent) {
        // Closing at once would reset the connection, and the last words with it, if the other side
        // is still sending.
        carrier.stream.shutdown();
        carrier.stage = Stage::lingering;
        carrier.since = now_;
    }
    watch(token, carrier);
}

void HubSockets::close(Token token)
{
    auto const found = carriers_.find(token);
    auto& carrier = found->second;
    if (carrier.id) {
        tokens_.erase(*carrier.id);
        protocol_.broken(*carrier.id);
    }
    if (carrier.endpoint && !carrier.attached) {
        if (auto const dial = dials_.find(carrier.peer); dial != dials_.end()) {
            dial->second.demote(*carrier.endpoint);
        }
    }
    carriers_.erase(found);
}

void HubSockets::dial_on()
{
    for (auto& [peer, dial] : dials_) {
        while (auto const endpoint = dial.next(now_)) {
            try_endpoint(peer, *endpoint);
        }
        if (dial.exhausted()) {
            auto const reason = dial.finish();
            protocol_.unreachable(
                peer,
                reason,
                dial.hopeless() ? HubProtocol::Retry::useless : HubProtocol::Retry::useful);
        }
    }
}

void HubSockets::try_endpoint(PeerId peer, Endpoint const& endpoint)
{
    auto socket = Socket::connecting(endpoint);
    if (!socket) {
        dials_.at(peer).failed(endpoint, Dial::Failure::no_answer, errno_text(errno));
        return;
    }
    // Its endpoint is set before anything can happen to it.
    auto& carrier = add(std::move(socket), TlsStream::Side::client, Stage::connecting);
    carrier.endpoint = endpoint;
    carrier.peer = peer;
}

void HubSockets::expire()
{
    for (auto next = carriers_.begin(); next != carriers_.end();) {
        auto& [token, carrier] = *next++;
        if (!unproven(carrier) ||
            now_.count - carrier.since.count < options_.handshake_within.count) {
            continue;
        }
        if (carrier.id) {
            close(Token{token});
        } else {
            attempt_failed(Token{token}, Progress::waits, std::string{text_of(Progress::waits)});
        }
    }
}

}  // namespace atl::comm
