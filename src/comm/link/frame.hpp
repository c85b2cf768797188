#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "comm/link/wire.hpp"

namespace atl::comm {

/// Kinds of frames; the number is the one on the wire (docs/reference/link.md).
enum class FrameKind : std::uint8_t {
    hello = 1,
    welcome = 2,
    refuse = 3,
    heartbeat = 4,
    message = 5,
    first = 6,
    more = 7,
    close = 8,
};

/// A frame as it arrives; the payload stays where it is.
struct Frame {
    FrameKind kind{};
    std::span<std::byte const> payload;
};

constexpr std::size_t frame_header_size = 5;
/// Bytes of a body that one frame carries.
constexpr std::size_t largest_piece = 64UL << 10U;
constexpr std::size_t largest_payload = largest_piece + 32;
/// Before the other side has been accepted.
constexpr std::size_t largest_unproven_payload = 1024;

/// Appends the header of a frame whose payload of \p size bytes follows.
inline void put_frame_header(Body& out, FrameKind kind, std::size_t size)
{
    put(out, static_cast<std::uint32_t>(size));
    put(out, static_cast<std::uint8_t>(kind));
}

/// Cuts a stream of bytes into frames.
///
/// Holds at most one frame. A size above the limit or an unknown kind breaks it for good, before
/// anything is allocated for it.
class FrameReader {
  public:
    /// Payloads of up to \p size bytes are let through from now on.
    void allow(std::size_t size) noexcept { limit_ = size; }

    /// Takes the next frame from the front of \p input.
    /// \returns nothing when \p input is used up or the stream is broken. The payload is valid
    /// until the next call, and as long as the bytes behind \p input.
    [[nodiscard]] std::optional<Frame> next(std::span<std::byte const>& input);

    /// Why nothing more can be read; empty while all is well.
    [[nodiscard]] std::string_view problem() const noexcept { return problem_; }

  private:
    [[nodiscard]] std::optional<std::size_t> whole_size(std::span<std::byte const> header);
    void keep(std::span<std::byte const>& input, std::size_t until);

    Body pending_;  // beginning of a frame that is not complete; or a complete one, handed out
    std::size_t limit_{largest_unproven_payload};
    bool handed_out_{false};
    std::string_view problem_;
};

}  // namespace atl::comm
