#include "atoll/process/unique_fd.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::process {

void UniqueFd::reset(int fd) noexcept
{
    if (fd_ >= 0) {
        ::close(fd_);
    }
    fd_ = fd;
}

Pipe make_pipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw Error{ErrorKind::io,
                    fmt::format("a pipe cannot be made ({})", errno_text(errno)),
                    "see `ulimit -n`: the limit of open files"};
    }
    return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

}  // namespace atl::process
