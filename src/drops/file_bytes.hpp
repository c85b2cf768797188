#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "atoll/drops/payload.hpp"

namespace atl::drops {

/// The bytes of regular file \p file; large files are mapped, not read.
/// \throws Error{io} when it cannot be read, or is a device or folder and so has no end.
[[nodiscard]] Payload read_file(std::filesystem::path const& file);

/// Creates or replaces \p file. \throws Error{io} with the reason; a partly written file is
/// removed.
void write_file(std::filesystem::path const& file, std::span<std::byte const> bytes);

/// Appends the bytes of \p from to \p to, which is created when it is not there.
/// \throws Error{io}
void append_file(std::filesystem::path const& from, std::filesystem::path const& to);

/// \throws Error{io}
void make_folders(std::filesystem::path const& folder);

/// Bytes of file \p path, or of all files in folder \p path; 0 when there is none.
[[nodiscard]] std::uint64_t size_on_disk(std::filesystem::path const& path) noexcept;

}  // namespace atl::drops
