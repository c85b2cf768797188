#include "comm/link/link.hpp"

#include <algorithm>
#include <utility>

namespace atl::comm {
namespace {

/// How long a received frame may wait for something that carries its acknowledgement along.
constexpr Seconds acknowledge_within{0.1};

}  // namespace

Link::Link(Key key, LinkOptions const& options, Seconds now)
    : liveness(options.suspect_after, options.lost_after, now),
      dial_at(now),
      made_at(now),
      key_(key),
      heartbeat_every_(options.heartbeat_every),
      acknowledge_every_(options.send_window.count / 8),
      send_(options.send_window.count),
      heartbeat_at_(now)
{
}

void Link::send(std::uint16_t type, Body body)
{
    if (!closing_) {
        send_.add(type, std::move(body));
    }
}

void Link::close(std::string_view reason)
{
    if (!closing_) {
        closing_ = true;
        send_.add_close(reason);
    }
}

bool Link::attach(std::uint64_t received, Seconds now)
{
    if (!send_.resume(received)) {
        return false;
    }
    heartbeat_due_ = false;
    heartbeat_at_ = {now.count + heartbeat_every_.count};
    dials = 0;
    return true;
}

std::string_view Link::accept(Frame const& frame, Seconds now, std::vector<LinkEvent>& events)
{
    if (frame.kind == FrameKind::heartbeat) {
        WireReader reader{frame.payload};
        auto const received = reader.get<std::uint64_t>();
        return reader.at_end() && send_.acknowledge(received) ? std::string_view{}
                                                              : "a heartbeat that cannot be";
    }
    auto const problem = receive_.accept(frame, arrived_);
    if (!problem.empty()) {
        return problem;
    }
    if (!send_.acknowledge(receive_.acknowledged())) {
        return "an acknowledgement of what was not sent";
    }
    unacknowledged_ += frame.payload.size();
    heartbeat_at_.count = std::min(heartbeat_at_.count, now.count + acknowledge_within.count);
    heartbeat_due_ = heartbeat_due_ || unacknowledged_ >= acknowledge_every_;
    for (auto& message : arrived_) {
        events.push_back(
            {LinkEvent::Kind::message, key_.peer, message.type, std::move(message.body), {}});
    }
    arrived_.clear();
    if (receive_.closed()) {
        heartbeat_due_ = true;
        close("the other side has closed the link");
    }
    return {};
}

bool Link::write(Body& out, Seconds now)
{
    if (heartbeat_due_) {
        put_frame_header(out, FrameKind::heartbeat, sizeof(std::uint64_t));
        put(out, receive_.received());
    } else if (!send_.take(out, receive_.received())) {
        return false;
    }
    heartbeat_due_ = false;
    unacknowledged_ = 0;
    heartbeat_at_ = {now.count + heartbeat_every_.count};
    return true;
}

void Link::advance(Seconds now) noexcept
{
    heartbeat_due_ = heartbeat_due_ || now.count >= heartbeat_at_.count;
}

bool Link::finished() const noexcept
{
    // The dialer waits for the acknowledgement of its close, because it can ask for it again.
    return receive_.closed() &&
           (key_.role == Role::dialer ? send_.empty() : send_.only_close_left());
}

Seconds Link::deadline() const noexcept
{
    auto const alive = liveness.deadline();
    // A heartbeat that is due already waits for the connection, not for the clock.
    bool const heartbeat_first = connection && !heartbeat_due_ && heartbeat_at_.count < alive.count;
    return heartbeat_first ? heartbeat_at_ : alive;
}

}  // namespace atl::comm
