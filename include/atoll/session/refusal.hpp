#pragma once

#include <optional>
#include <string>

#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// Notes in the folder, by rename, that SLURM took no job for the session, and its words.
/// \throws Error{io} when it cannot be written.
void note_refusal(SessionFolder const& folder, std::string const& reason);

/// Why the session was never submitted; nothing when it was, or is a local one.
[[nodiscard]] std::optional<std::string> refusal(SessionFolder const& folder);

/// A job was taken after all. \throws Error{io} when the note cannot be removed.
void forget_refusal(SessionFolder const& folder);

}  // namespace atl::session
