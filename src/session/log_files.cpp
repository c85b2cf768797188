#include "log_files.hpp"

#include <array>
#include <cerrno>

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
    int const fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
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
    size_ = static_cast<std::uint64_t>(::lseek(log_, 0, SEEK_END));
}

LogFiles::~LogFiles()
{
    ::close(log_);
    ::close(index_);
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
    if (index_ >= 0 &&
        ::write(index_, &entry, sizeof entry) != static_cast<ssize_t>(sizeof entry)) {
        ::close(index_);
        index_ = -1;
    }
    return true;
}

}  // namespace atl::session
