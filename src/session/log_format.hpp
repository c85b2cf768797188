#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "atoll/core/ids.hpp"

/// The bytes of the log files, as docs/reference/log-format.md describes them.
namespace atl::session {

static_assert(std::endian::native == std::endian::little, "the files are written as memory is");

inline constexpr std::string_view log_signature = "ATLLOG1\n";
inline constexpr std::string_view index_signature = "ATLIDX1\n";
inline constexpr std::uint32_t frame_magic = 0x4C54414C;

/// First bytes of both files.
struct LogFileHead {
    std::array<char, 8> signature;
    std::uint32_t rank;
    std::uint32_t zero;
};
static_assert(sizeof(LogFileHead) == 16);

/// First bytes of a frame; the uid and the payload follow.
struct FrameHeader {
    std::uint32_t magic{frame_magic};
    std::uint32_t payload_size{0};
    std::uint16_t uid_size{0};
    std::uint8_t stream{0};
    std::uint8_t zero{0};
    std::uint32_t attempt{0};
    std::int64_t time_ns{0};
    std::uint64_t position{0};
    std::uint32_t check{0};
    std::uint32_t zero_too{0};

    [[nodiscard]] std::uint64_t frame_size() const noexcept
    {
        return sizeof(FrameHeader) + uid_size + payload_size;
    }
};
static_assert(sizeof(FrameHeader) == 40);

/// One frame in the index.
struct IndexEntry {
    std::uint64_t uid_hash{0};
    std::uint64_t offset{0};
    std::uint32_t size{0};
    std::uint32_t attempt{0};
};
static_assert(sizeof(IndexEntry) == 24);

[[nodiscard]] LogFileHead file_head(std::string_view signature, RankId rank);
[[nodiscard]] std::uint64_t hash_of(std::string_view uid) noexcept;
/// What `check` of \p header must be for a drop \p uid.
[[nodiscard]] std::uint32_t check_of(FrameHeader const& header, std::string_view uid) noexcept;

/// "output-00007.log" in \p folder.
[[nodiscard]] std::filesystem::path log_file(std::filesystem::path const& folder, RankId rank);
/// The index that belongs to \p log_file.
[[nodiscard]] std::filesystem::path index_file(std::filesystem::path const& log_file);

}  // namespace atl::session
