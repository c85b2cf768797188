#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "atoll/comm/link_identity.hpp"

#include "comm/link/frame.hpp"

namespace atl::comm {

constexpr std::uint16_t link_protocol_version = 1;

/// First frame of each side of a connection: `hello` and `welcome`.
struct Hello {
    std::uint16_t version{link_protocol_version};
    bool resumed{false};        ///< The link has been welcomed before.
    std::uint64_t hub{0};       ///< Incarnation of the sender.
    std::uint64_t link{0};      ///< Chosen by the dialer.
    std::uint64_t expected{0};  ///< Incarnation that the sender wants to reach.
    std::uint64_t received{0};  ///< Numbered frames the sender has received on this link.
    LinkIdentity identity;

    friend bool operator==(Hello const&, Hello const&) = default;
};

/// Appends \p hello as a frame of \p kind (hello or welcome). Texts are cut at 255 bytes.
void put_hello(Body& out, FrameKind kind, Hello const& hello);

/// \returns nothing when \p payload is not that of a hello.
/// A hello of another version has that version, and nothing else that may be relied on.
[[nodiscard]] std::optional<Hello> read_hello(std::span<std::byte const> payload);

/// Appends a refusal for \p reason, one sentence for a person on the other side.
void put_refusal(Body& out, std::string_view reason);

/// The reason in \p payload with everything but printable ASCII replaced.
[[nodiscard]] std::string read_refusal(std::span<std::byte const> payload);

/// Why \p ours may not talk to \p theirs; empty when it may.
[[nodiscard]] std::string refusal(Hello const& theirs, Hello const& ours);

}  // namespace atl::comm
