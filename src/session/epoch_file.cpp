#include "atoll/session/epoch_file.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "session/file_error.hpp"

namespace atl::session {
namespace {

std::filesystem::path epoch_file(SessionFolder const& folder)
{
    return folder.path() / "epoch";
}

}  // namespace

// In place, all digits: NFS shows an open file as it is on the server, but may find the one that
// had its name before.
void write_epoch(SessionFolder const& folder, std::uint32_t epoch)
{
    auto const path = epoch_file(folder);
    auto const text = fmt::format("{:010}\n", epoch);
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool const written = file >= 0 && ::pwrite(file, text.data(), text.size(), 0) ==
                                          static_cast<ssize_t>(text.size());
    int code = written ? 0 : errno;
    if (file >= 0 && ::close(file) != 0 && code == 0) {
        code = errno;
    }
    if (code == ENOSPC || code == EDQUOT) {
        ::unlink(path.c_str());
        return;
    }
    if (code != 0) {
        fail_on_file("write", path, code);
    }
}

std::optional<std::uint32_t> read_epoch(SessionFolder const& folder) noexcept
{
    int const file = ::open(epoch_file(folder).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        return std::nullopt;
    }
    std::array<char, 16> text{};
    auto const size = ::pread(file, text.data(), text.size(), 0);
    ::close(file);
    std::uint32_t epoch{0};
    auto const* const end = text.data() + (size > 0 ? size : 0);
    auto const [stop, failure] = std::from_chars(text.data(), end, epoch);
    bool const is_whole = failure == std::errc{} && stop != end && *stop == '\n';
    return is_whole ? std::optional{epoch} : std::nullopt;
}

}  // namespace atl::session
