#pragma once

#include <cstdint>
#include <optional>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// How many nodes a person wants a session to have: the content of the file scale_request.
struct ScaleRequest {
    std::optional<std::uint32_t> nodes;  ///< Nothing: as many as the work asks for.
    std::uint64_t number{0};             ///< Tells a request from the same one made again.
    friend bool operator==(ScaleRequest const&, ScaleRequest const&) = default;
};

/// Leaves a request in \p folder, by rename; the one before it is replaced. \throws Error{io}.
void request_scale(SessionFolder const& folder, std::optional<std::uint32_t> nodes);

/// The request in \p folder; nothing when there is none, or it cannot be understood.
[[nodiscard]] std::optional<ScaleRequest> scale_requested(SessionFolder const& folder);

}  // namespace atl::session
