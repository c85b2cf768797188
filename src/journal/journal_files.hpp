#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "journal/bytes.hpp"

namespace atl::journal {

/// A segment's file by what its name says. Sorts by epoch, rank, segment.
struct JournalFile {
    std::uint32_t epoch{0};
    std::uint32_t rank{0};
    std::uint32_t segment{0};
    std::filesystem::path path;

    friend auto operator<=>(JournalFile const&, JournalFile const&) = default;
};

/// What the name of \p path says, or nothing when it is not a segment's.
[[nodiscard]] std::optional<JournalFile> parse_segment_name(std::filesystem::path const& path);

/// All segments in \p folder, sorted; none when there is no such folder.
[[nodiscard]] std::vector<JournalFile> list_segments(std::filesystem::path const& folder);

/// \throws Error{io}
[[nodiscard]] Bytes read_bytes(std::filesystem::path const& file);

}  // namespace atl::journal
