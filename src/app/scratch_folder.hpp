#pragma once

#include <filesystem>

#include "atoll/session/session_folder.hpp"

namespace atl::app {

/// Makes a new folder of this process's own for what must not outlive it: in memory (/dev/shm)
/// where there is room for it, else in the session folder. Mode 0700. The launch helper removes it.
/// \throws Error{io} when neither can be made.
[[nodiscard]] std::filesystem::path make_scratch_folder(session::SessionFolder const& folder);

}  // namespace atl::app
