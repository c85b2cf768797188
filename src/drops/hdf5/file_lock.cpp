#include "drops/hdf5/file_lock.hpp"

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

constexpr std::chrono::milliseconds lock_pause{20};
constexpr int patience = 30'000;  // pauses: ten minutes

[[noreturn]] void fail(std::filesystem::path const& file, int code)
{
    throw Error{ErrorKind::io,
                fmt::format("cannot lock '{}': {}", file.string(), errno_text(code))};
}

/// \returns 0, or an errno value.
int wait_for_lock(int fd)
{
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    while (::fcntl(fd, F_OFD_SETLKW, &whole) != 0) {
        if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

bool has_no_locks(int code)
{
    return code == ENOLCK || code == EOPNOTSUPP || code == ENOSYS || code == EINVAL;
}

}  // namespace

FileLock::FileLock(std::filesystem::path const& file)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    if (!fd_) {
        fail(file, errno);
    }
    auto const code = wait_for_lock(fd_.get());
    if (code == 0) {
        return;
    }
    if (!has_no_locks(code)) {
        fail(file, code);
    }
    auto const taken = file.string() + ".taken";
    for (int attempt = 0; attempt < patience; ++attempt) {
        process::UniqueFd const made{
            ::open(taken.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
        if (made) {
            existence_ = taken;
            return;
        }
        if (errno != EEXIST) {
            fail(file, errno);
        }
        std::this_thread::sleep_for(lock_pause);
    }
    throw Error{ErrorKind::io,
                fmt::format("lock '{}' is not given up", taken),
                "if no session works on it, remove it"};
}

FileLock::~FileLock()
{
    std::error_code ignored;
    if (!existence_.empty()) {
        std::filesystem::remove(existence_, ignored);
    }
}

}  // namespace atl::drops
