#include "drops/hdf5/file_lock.hpp"

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

constexpr std::chrono::milliseconds lock_pause{20};
constexpr int most_pauses = 30'000;  // pauses: ten minutes

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

/// Whether \p path still leads to what \p fd has open.
bool is_same_file(int fd, std::filesystem::path const& path)
{
    struct ::stat open {};
    struct ::stat there {};
    return ::fstat(fd, &open) == 0 && ::stat(path.c_str(), &there) == 0 &&
           open.st_dev == there.st_dev && open.st_ino == there.st_ino;
}

}  // namespace

FileLock::FileLock(std::filesystem::path file) : file_(std::move(file))
{
    do {
        fd_ = process::UniqueFd{::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)};
        if (!fd_) {
            fail(file_, errno);
        }
        auto const code = wait_for_lock(fd_.get());
        if (has_no_locks(code)) {
            take_by_existence();
            return;
        }
        if (code != 0) {
            fail(file_, code);
        }
        // Whoever had the lock before has removed the file: then it is nobody's lock any more.
    } while (!is_same_file(fd_.get(), file_));
}

void FileLock::take_by_existence()
{
    auto const taken = file_.string() + ".taken";
    for (int attempt = 0; attempt < most_pauses; ++attempt) {
        process::UniqueFd const made{
            ::open(taken.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
        if (made) {
            existence_ = taken;
            return;
        }
        if (errno != EEXIST) {
            fail(file_, errno);
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
    std::filesystem::remove(file_, ignored);  // while it is still locked
    if (!existence_.empty()) {
        std::filesystem::remove(existence_, ignored);
    }
}

}  // namespace atl::drops
