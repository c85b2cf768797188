#pragma once

#include <filesystem>
#include <string>

#include "atoll/session/session_folder.hpp"

namespace atl::app {

/// Where sessions are: \p root when `--root` was given, else $ATOLL_ROOT, else ./atoll-sessions.
[[nodiscard]] std::filesystem::path sessions_root(std::string const& root);

/// The session that a command's SESSION and `--root` mean. \throws Error{usage} with the nearest
/// id.
[[nodiscard]] session::SessionFolder named_session(std::string const& root,
                                                   std::string const& name);

}  // namespace atl::app
