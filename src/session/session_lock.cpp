#include "atoll/session/session_lock.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::session {
namespace {

struct flock whole_file()
{
    struct flock range {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    return range;
}

std::string owner_in(int file)
{
    std::array<char, 256> text{};
    auto const size = pread(file, text.data(), text.size() - 1, 0);
    std::string owner{text.data(), static_cast<std::size_t>(size > 0 ? size : 0)};
    while (!owner.empty() && owner.back() == '\n') {
        owner.pop_back();
    }
    return owner.empty() ? "another process" : owner;
}

[[noreturn]] void fail(SessionFolder const& folder, int code)
{
    throw Error{ErrorKind::io,
                fmt::format("cannot lock '{}': {}", folder.lock().string(), errno_text(code))};
}

}  // namespace

SessionLock::SessionLock(SessionFolder const& folder, std::string const& owner)
    : file_(open(folder.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600))
{
    if (file_ < 0) {
        fail(folder, errno);
    }
    auto range = whole_file();
    if (fcntl(file_, F_OFD_SETLK, &range) != 0) {
        int const code = errno;
        auto const holder = owner_in(file_);
        close(std::exchange(file_, -1));
        if (code != EAGAIN && code != EACCES) {
            fail(folder, code);
        }
        throw Error{ErrorKind::usage,
                    fmt::format("session '{}' is being run by {}", folder.id(), holder),
                    "a session runs once at a time: wait for its end or cancel it first"};
    }
    auto const line = owner + '\n';
    bool const told = ftruncate(file_, 0) == 0 && pwrite(file_, line.data(), line.size(), 0) ==
                                                      static_cast<ssize_t>(line.size());
    if (!told && errno != ENOSPC && errno != EDQUOT) {  // The lock holds without a name, too.
        int const code = errno;
        close(std::exchange(file_, -1));
        fail(folder, code);
    }
}

SessionLock::~SessionLock()
{
    close(file_);
}

std::optional<std::string> lock_owner(SessionFolder const& folder)
{
    int const file = open(folder.lock().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        return std::nullopt;
    }
    auto range = whole_file();
    bool const held = fcntl(file, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
    auto owner = held ? std::optional{owner_in(file)} : std::nullopt;
    close(file);
    return owner;
}

}  // namespace atl::session
