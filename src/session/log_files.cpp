#include "log_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "log_format.hpp"

namespace atl::session {
namespace {

constexpr std::size_t longest_uid = 0xffff;

/// Opens \p file and writes its head when it is new. \returns the descriptor.
[[nodiscard]] int open_file(std::filesystem::path const& file,
                            std::string_view signature,
                            RankId rank)
{
    int const fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' cannot be opened ({})", file.string(), errno_text(errno))};
    }
    auto const head = file_head(signature, rank);
    struct stat status {};
    if (::fstat(fd, &status) == 0 && status.st_size == 0 &&
        ::write(fd, &head, sizeof head) != static_cast<ssize_t>(sizeof head)) {
        int const code = errno;
        ::close(fd);
        throw Error{ErrorKind::io,
                    fmt::format("'{}' cannot be written ({})", file.string(), errno_text(code))};
    }
    return fd;
}

[[nodiscard]] iovec part(void const* data, std::size_t size)
{
    return {const_cast<void*>(data),
            size};  // NOLINT(cppcoreguidelines-pro-type-const-cast): iovec serves both ways
}

[[nodiscard]] std::uint64_t size_of(int file)
{
    return static_cast<std::uint64_t>(std::max<::off_t>(0, ::lseek(file, 0, SEEK_END)));
}

[[nodiscard]] bool read_at(int file, std::uint64_t offset, void* target, std::size_t size)
{
    return ::pread(file, target, size, static_cast<::off_t>(offset)) == static_cast<ssize_t>(size);
}

/// The index entry of the frame at \p offset of \p log; nothing when no whole one is there.
[[nodiscard]] std::optional<IndexEntry> entry_of_frame(int log, std::uint64_t offset)
{
    FrameHeader header;
    if (!read_at(log, offset, &header, sizeof header) || header.magic != frame_magic) {
        return std::nullopt;
    }
    std::string uid(header.uid_size, '\0');
    if (!read_at(log, offset + sizeof header, uid.data(), uid.size()) ||
        check_of(header, uid) != header.check || offset + header.frame_size() > size_of(log)) {
        return std::nullopt;
    }
    return IndexEntry{.uid_hash = hash_of(uid),
                      .offset = offset,
                      .size = static_cast<std::uint32_t>(header.frame_size()),
                      .attempt = header.attempt};
}

[[nodiscard]] bool append_entry(int index, IndexEntry const& entry)
{
    return ::write(index, &entry, sizeof entry) == static_cast<ssize_t>(sizeof entry);
}

/// Removes what a crash has left half-written at the end of both files, behind which nothing would
/// be found, and enters frames that the index lacks. \returns whether the index is complete.
[[nodiscard]] bool mend(int log, int index)
{
    auto const log_size = size_of(log);
    std::uint64_t end = sizeof(LogFileHead);
    auto entries = (std::max(size_of(index), end) - end) / sizeof(IndexEntry);
    for (IndexEntry last; entries > 0; --entries) {
        auto const place = sizeof(LogFileHead) + (entries - 1) * sizeof last;
        if (read_at(index, place, &last, sizeof last) && last.offset + last.size <= log_size) {
            end = last.offset + last.size;
            break;
        }
    }
    auto const index_size = sizeof(LogFileHead) + entries * sizeof(IndexEntry);
    bool complete = ::ftruncate(index, static_cast<::off_t>(index_size)) == 0;
    while (auto const entry = entry_of_frame(log, end)) {
        complete = complete && append_entry(index, *entry);
        end += entry->size;
    }
    return ::ftruncate(log, static_cast<::off_t>(end)) == 0 && complete;
}

}  // namespace

LogFiles::LogFiles(std::filesystem::path const& folder, RankId rank)
    : log_(open_file(log_file(folder, rank), log_signature, rank))
{
    try {
        index_ = open_file(index_file(log_file(folder, rank)), index_signature, rank);
    } catch (Error const&) {
        ::close(log_);
        throw;
    }
    if (!mend(log_, index_)) {
        ::close(index_);
        index_ = -1;
    }
    size_ = size_of(log_);
}

LogFiles::~LogFiles()
{
    ::close(log_);
    if (index_ >= 0) {
        ::close(index_);
    }
}

bool LogFiles::append(LogOrigin const& origin, LogStream stream, Piece const& piece)
{
    auto const uid = origin.drop.substr(0, longest_uid);
    FrameHeader header{.payload_size = static_cast<std::uint32_t>(piece.bytes.size()),
                       .uid_size = static_cast<std::uint16_t>(uid.size()),
                       .stream = static_cast<std::uint8_t>(stream),
                       .attempt = origin.attempt,
                       .time_ns = piece.time_ns,
                       .position = piece.position};
    header.check = check_of(header, uid);
    std::array const parts{part(&header, sizeof header),
                           part(uid.data(), uid.size()),
                           part(piece.bytes.data(), piece.bytes.size())};
    if (::writev(log_, parts.data(), parts.size()) != static_cast<ssize_t>(header.frame_size())) {
        [[maybe_unused]] int const cut = ::ftruncate(log_, static_cast<off_t>(size_));
        return false;
    }
    IndexEntry const entry{.uid_hash = hash_of(uid),
                           .offset = size_,
                           .size = static_cast<std::uint32_t>(header.frame_size()),
                           .attempt = origin.attempt};
    size_ += header.frame_size();
    // A frame that is missing in the middle of the index would not be found: the rest of the index
    // goes too.
    if (index_ >= 0 && !append_entry(index_, entry)) {
        ::close(index_);
        index_ = -1;
    }
    return true;
}

}  // namespace atl::session
