#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace atl::session {

/// Puts \p text into \p file so that a reader sees the old content or the new, never a part.
///
/// Writes aside (".<name>.<pid>" in the same folder, mode 0600) and renames. What is on disk after
/// a power failure is either of the two. \throws Error{io} naming the file.
void write_atomically(std::filesystem::path const& file, std::string_view text);

/// The whole of \p file. \throws Error{io} when it cannot be read.
[[nodiscard]] std::string read_text(std::filesystem::path const& file);

}  // namespace atl::session
