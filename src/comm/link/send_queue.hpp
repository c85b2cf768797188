#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

#include "comm/link/frame.hpp"

namespace atl::comm {

/// Bodies up to this size travel in one frame and may overtake larger ones.
constexpr std::size_t largest_small_body = 16UL << 10U;

/// What one side of a link has to send: messages in order, and the numbered frames made of them,
/// kept until the other side acknowledges them.
class SendQueue {
  public:
    /// \param window  Bytes of frames that may wait for an acknowledgement.
    explicit SendQueue(std::size_t window) noexcept : window_(window) {}

    void add(std::uint16_t type, Body body);
    /// The last thing to be sent; at most once.
    void add_close(std::string_view reason);

    /// Appends the next frame to \p out, acknowledging \p received.
    /// \returns false when there is nothing to send, or the window is full.
    bool take(Body& out, std::uint64_t received);

    /// The other side has received the frames below \p number.
    /// \returns false when that cannot be.
    [[nodiscard]] bool acknowledge(std::uint64_t number);

    /// A new connection begins, and the other side has the frames below \p number: what follows is
    /// sent again. \returns false when that cannot be.
    [[nodiscard]] bool resume(std::uint64_t number);

    /// Bytes of bodies not yet acknowledged.
    [[nodiscard]] std::size_t queued() const noexcept { return queued_; }
    [[nodiscard]] bool close_sent() const noexcept { return close_sent_; }
    /// Nothing waits for an acknowledgement or to be sent.
    [[nodiscard]] bool empty() const noexcept { return kept_.empty() && nothing_waits(); }
    /// Like empty(), but for the close.
    [[nodiscard]] bool only_close_left() const noexcept
    {
        return nothing_waits() && close_sent_ && kept_.size() <= 1;
    }

  private:
    struct Message {
        std::uint16_t type{0};
        std::shared_ptr<Body const> body;
    };
    /// A numbered frame: part of a body.
    struct Kept {
        FrameKind kind{};
        std::uint16_t type{0};
        std::shared_ptr<Body const> body;
        std::size_t offset{0};
        std::size_t size{0};
    };

    [[nodiscard]] bool nothing_waits() const noexcept
    {
        return small_.empty() && large_.empty() && (!close_ || close_sent_);
    }
    [[nodiscard]] std::optional<Kept> make();
    [[nodiscard]] Kept take_small();
    [[nodiscard]] Kept take_large();
    void write(Body& out, Kept const& frame, std::uint64_t received) const;

    std::size_t window_;
    std::deque<Message> small_;
    std::deque<Message> large_;
    std::size_t large_offset_{0};    // of the first of large_
    std::size_t small_in_a_row_{0};  // bytes of small ones since a piece of a large one
    std::shared_ptr<Body const> close_;
    bool close_sent_{false};

    std::deque<Kept> kept_;        // sent, not acknowledged
    std::uint64_t first_kept_{0};  // number of the first of kept_
    std::size_t cursor_{0};        // index in kept_ of the next to be sent on this connection
    std::size_t kept_bytes_{0};
    std::size_t queued_{0};
};

}  // namespace atl::comm
