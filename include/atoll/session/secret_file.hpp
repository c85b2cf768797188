#pragma once

#include <filesystem>

#include "atoll/core/secret.hpp"

namespace atl::session {

/// Makes \p file with a new secret, readable by its owner only (mode 0600).
/// \throws Error{io} naming the file when it exists already or cannot be written.
void create_secret_file(std::filesystem::path const& file);

/// The secret in \p file.
///
/// \throws Error{io} naming the file when it cannot be read, is a symbolic link or no regular file,
/// belongs to another user, may be read or written by others, or does not hold exactly
/// Secret::size bytes: a secret that others could know is none.
[[nodiscard]] Secret read_secret_file(std::filesystem::path const& file);

}  // namespace atl::session
