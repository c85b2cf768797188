#include "comm/link/hub_sockets.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"

#include "comm/link/host_addresses.hpp"

namespace atl::comm {
namespace {

constexpr std::uint64_t listener_token = 0;
constexpr std::uint64_t timer_token = 1;
constexpr std::size_t scratch_size = 256UL << 10U;
constexpr Seconds between_notes{10};

std::uint64_t random_number()
{
    std::uint64_t number = 0;
    if (::getrandom(&number, sizeof number, 0) != sizeof number) {
        throw Error{ErrorKind::io, "cannot get random bytes from the system"};
    }
    return number;
}

void watch_reading(Socket const& epoll, Socket const& socket, std::uint64_t token)
{
    ::epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = token;
    if (::epoll_ctl(epoll.fd(), EPOLL_CTL_ADD, socket.fd(), &event) != 0) {
        throw Error{ErrorKind::io, fmt::format("cannot watch a socket ({})", errno_text(errno))};
    }
}

}  // namespace

HubSockets::HubSockets(LinkIdentity self, Secret const& secret, LinkOptions options)
    : options_(std::move(options)),
      tls_(secret),
      protocol_(std::move(self), options_, random_number, now()),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)),
      armed_at_{0},
      scratch_(scratch_size)
{
    if (!epoll_ || !timer_) {
        throw Error{ErrorKind::io,
                    fmt::format("no file descriptor for links ({})", errno_text(errno))};
    }
    watch_reading(epoll_, timer_, timer_token);
}

Seconds HubSockets::now() const noexcept
{
    return {static_cast<double>(clock_.monotonic_ns()) * 1e-9};
}

LinkAddress HubSockets::listen()
{
    ATOLL_EXPECT(!listener_);
    listener_ = Socket::listening(options_.bind, options_.port);
    watch_reading(epoll_, listener_, listener_token);
    LinkAddress address{protocol_.incarnation(), {}};
    auto const hosts = options_.bind.empty()
                           ? published_addresses(host_addresses(), options_.interface)
                           : std::vector{options_.bind};
    for (auto const& host : hosts) {
        address.endpoints.push_back({host, listener_.port()});
    }
    return address;
}

PeerId HubSockets::dial(LinkAddress const& address)
{
    auto const peer = touch().dial(address.hub, now());
    dials_.try_emplace(peer, address.endpoints);
    return peer;
}

bool HubSockets::poll(std::vector<LinkEvent>& events)
{
    now_ = now();
    moved_ = std::exchange(touched_, false);
    protocol_.begin(now_);
    take_ready();
    protocol_.advance();
    carry_out_requests();
    dial_on();
    expire();
    for (auto next = carriers_.begin(); next != carriers_.end();) {
        auto& [token, carrier] = *next++;  // which flush() may close
        flush(token, carrier);
    }
    carry_out_requests();
    log_notes();
    auto told = protocol_.take_events();
    moved_ = moved_ || !told.empty();
    for (auto& event : told) {
        if (event.kind == LinkEvent::Kind::lost || event.kind == LinkEvent::Kind::closed) {
            dials_.erase(event.peer);
        }
        events.push_back(std::move(event));
    }
    arm_timer();
    return moved_;
}

void HubSockets::wait(Seconds limit)
{
    if (touched_ || unread_) {
        return;
    }
    ::epoll_event event{};
    auto const milliseconds = std::clamp(std::ceil(limit.count * 1e3), 0.0, 1e6);
    ::epoll_wait(epoll_.fd(), &event, 1, static_cast<int>(milliseconds));
}

bool HubSockets::take_ready()
{
    std::array<::epoll_event, 64> ready_ones{};
    auto const count =
        ::epoll_wait(epoll_.fd(), ready_ones.data(), static_cast<int>(ready_ones.size()), 0);
    if (std::exchange(unread_, false)) {
        for (auto next = carriers_.begin(); next != carriers_.end();) {
            auto& [token, carrier] = *next++;
            if (carrier.unread) {
                read(token, carrier);
            }
        }
    }
    for (int i = 0; i < count; ++i) {
        auto const token = ready_ones[static_cast<std::size_t>(i)].data.u64;
        if (token == listener_token) {
            accept_all();
        } else if (token == timer_token) {
            std::uint64_t ignored = 0;
            static_cast<void>(!::read(timer_.fd(), &ignored, sizeof ignored));
            armed_at_ = {0};
        } else if (auto const found = carriers_.find(token); found != carriers_.end()) {
            ready(token, found->second);
        }
    }
    return count > 0;
}

void HubSockets::carry_out_requests()
{
    for (auto const& request : protocol_.take_requests()) {
        if (request.kind == HubRequest::Kind::dial) {
            if (auto const dial = dials_.find(request.peer); dial != dials_.end()) {
                dial->second.start(now_);
            }
            continue;
        }
        auto const found = tokens_.find(request.connection);
        if (found == tokens_.end()) {
            continue;
        }
        auto& carrier = carriers_.at(found->second);
        if (request.kind == HubRequest::Kind::drop) {
            close(found->second);
        } else if (carrier.stage == Stage::open) {
            carrier.stage = Stage::finishing;
            carrier.since = now_;
            flush(Token{found->second}, carrier);
        }
    }
}

void HubSockets::arm_timer()
{
    auto at = protocol_.deadline().count;
    for (auto const& [peer, dial] : dials_) {
        at = std::min(at, dial.deadline().value_or(Seconds{at}).count);
    }
    for (auto const& [token, carrier] : carriers_) {
        if (unproven(carrier)) {
            at = std::min(at, carrier.since.count + options_.handshake_within.count);
        }
    }
    // A timer that fires too early costs less than setting it with every message.
    if (armed_at_.count > now_.count && armed_at_.count <= at) {
        return;
    }
    auto const wait = std::max(at - now_.count, 1e-6);
    ::itimerspec spec{};
    spec.it_value.tv_sec = static_cast<::time_t>(wait);
    spec.it_value.tv_nsec = static_cast<long>((wait - std::floor(wait)) * 1e9);
    ::timerfd_settime(timer_.fd(), 0, &spec, nullptr);
    armed_at_ = {now_.count + wait};
}

void HubSockets::log_notes()
{
    for (auto const& text : protocol_.take_notes()) {
        note(text);
    }
}

void HubSockets::note(std::string_view text)
{
    if (now_.count - noted_at_.count < between_notes.count) {
        ++notes_dropped_;
        return;
    }
    noted_at_ = now_;
    auto const dropped = std::exchange(notes_dropped_, 0);
    if (dropped == 0) {
        log::warn("comm", "link: {}", text);
    } else {
        log::warn("comm", "link: {} ({} more like it since the last such line)", text, dropped);
    }
}

}  // namespace atl::comm
