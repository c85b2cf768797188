#pragma once

#include <cstdint>
#include <optional>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// Says in the session's folder that \p epoch is the one that runs now: ranks of earlier ones that
/// live on read it, and leave. On a full disk nothing is said, and nobody leaves.
/// \pre the session is locked by the caller. \throws Error{io}
void write_epoch(SessionFolder const& folder, std::uint32_t epoch);

/// The epoch that began last, as other nodes see it now; nothing when none is known. Two operations
/// on the file system.
[[nodiscard]] std::optional<std::uint32_t> read_epoch(SessionFolder const& folder) noexcept;

}  // namespace atl::session
