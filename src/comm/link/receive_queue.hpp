#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comm/link/frame.hpp"

namespace atl::comm {

/// Makes messages of the numbered frames that one side of a link receives, each exactly once.
class ReceiveQueue {
  public:
    struct Message {
        std::uint16_t type{0};
        Body body;
    };

    /// Takes a frame of kind message, first, more or close. What is complete is appended to \p
    /// messages; a frame received before is dropped.
    /// \returns what is wrong with the frame; empty when nothing is.
    [[nodiscard]] std::string_view accept(Frame const& frame, std::vector<Message>& messages);

    /// Number of frames received: the number that is expected next.
    [[nodiscard]] std::uint64_t received() const noexcept { return received_; }
    /// Acknowledgement in the last frame accepted.
    [[nodiscard]] std::uint64_t acknowledged() const noexcept { return acknowledged_; }
    /// The other side's reason, once it has sent its last frame.
    [[nodiscard]] std::optional<std::string> const& closed() const noexcept { return closed_; }

  private:
    [[nodiscard]] std::string_view begin_large(WireReader& reader, std::vector<Message>& messages);
    [[nodiscard]] std::string_view append_large(std::span<std::byte const> piece,
                                                std::vector<Message>& messages);

    std::uint64_t received_{0};
    std::uint64_t acknowledged_{0};
    std::optional<std::string> closed_;
    Message large_;
    std::uint64_t large_missing_{0};  // bytes of large_ that have not come yet
};

}  // namespace atl::comm
