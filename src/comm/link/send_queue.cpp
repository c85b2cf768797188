#include "comm/link/send_queue.hpp"

#include <algorithm>
#include <utility>

namespace atl::comm {
namespace {

/// Small messages go first, but a large one moves on after so many bytes of them.
constexpr std::size_t small_before_large = 64UL << 10U;
/// What a frame costs in the window even when it carries nothing.
constexpr std::size_t frame_cost = 64;

std::size_t prefix_size(FrameKind kind)
{
    constexpr std::size_t number_and_received = 16;
    switch (kind) {
        case FrameKind::message:
            return number_and_received + sizeof(std::uint16_t);
        case FrameKind::first:
            return number_and_received + sizeof(std::uint16_t) + sizeof(std::uint64_t);
        case FrameKind::more:
        case FrameKind::close:
        case FrameKind::hello:
        case FrameKind::welcome:
        case FrameKind::refuse:
        case FrameKind::heartbeat:
            break;
    }
    return number_and_received;
}

}  // namespace

void SendQueue::add(std::uint16_t type, Body body)
{
    auto& lane = body.size() <= largest_small_body ? small_ : large_;
    queued_ += body.size();
    lane.push_back({type, std::make_shared<Body const>(std::move(body))});
}

void SendQueue::add_close(std::string_view reason)
{
    Body payload;
    put_short_text(payload, reason, largest_small_body);
    close_ = std::make_shared<Body const>(std::move(payload));
}

SendQueue::Kept SendQueue::take_small()
{
    auto message = std::move(small_.front());
    small_.pop_front();
    auto const size = message.body->size();
    small_in_a_row_ += size + frame_cost;
    return {FrameKind::message, message.type, std::move(message.body), 0, size};
}

SendQueue::Kept SendQueue::take_large()
{
    auto const& message = large_.front();
    auto const size = std::min(largest_piece, message.body->size() - large_offset_);
    Kept frame{large_offset_ == 0 ? FrameKind::first : FrameKind::more,
               message.type,
               message.body,
               large_offset_,
               size};
    large_offset_ += size;
    if (large_offset_ == frame.body->size()) {
        large_.pop_front();
        large_offset_ = 0;
    }
    small_in_a_row_ = 0;
    return frame;
}

std::optional<SendQueue::Kept> SendQueue::make()
{
    bool const large_is_due = !large_.empty() && small_in_a_row_ >= small_before_large;
    if (!small_.empty() && !large_is_due) {
        return take_small();
    }
    if (!large_.empty()) {
        return take_large();
    }
    if (close_ && !close_sent_) {
        close_sent_ = true;
        return Kept{FrameKind::close, 0, close_, 0, close_->size()};
    }
    return std::nullopt;
}

void SendQueue::write(Body& out, Kept const& frame, std::uint64_t received) const
{
    put_frame_header(out, frame.kind, prefix_size(frame.kind) + frame.size);
    put(out, first_kept_ + cursor_);
    put(out, received);
    if (frame.kind == FrameKind::message || frame.kind == FrameKind::first) {
        put(out, frame.type);
    }
    if (frame.kind == FrameKind::first) {
        put(out, static_cast<std::uint64_t>(frame.body->size()));
    }
    auto const begin = frame.body->begin() + static_cast<long>(frame.offset);
    out.insert(out.end(), begin, begin + static_cast<long>(frame.size));
}

bool SendQueue::take(Body& out, std::uint64_t received)
{
    if (cursor_ == kept_.size()) {
        auto frame = kept_bytes_ < window_ ? make() : std::nullopt;
        if (!frame) {
            return false;
        }
        kept_bytes_ += frame->size + frame_cost;
        kept_.push_back(std::move(*frame));
    }
    write(out, kept_[cursor_], received);
    ++cursor_;
    return true;
}

bool SendQueue::acknowledge(std::uint64_t number)
{
    if (number > first_kept_ + cursor_) {
        return false;
    }
    while (first_kept_ < number) {
        auto const& frame = kept_.front();
        kept_bytes_ -= frame.size + frame_cost;
        queued_ -= frame.kind == FrameKind::close ? 0 : frame.size;
        kept_.pop_front();
        ++first_kept_;
        --cursor_;
    }
    return true;
}

bool SendQueue::resume(std::uint64_t number)
{
    if (number < first_kept_ || number > first_kept_ + kept_.size()) {
        return false;
    }
    cursor_ = kept_.size();
    static_cast<void>(acknowledge(number));
    cursor_ = 0;
    return true;
}

}  // namespace atl::comm
