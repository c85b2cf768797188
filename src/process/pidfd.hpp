#pragma once

#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "atoll/process/unique_fd.hpp"

namespace atl::process {

/// A descriptor that becomes readable when process \p pid ends. By system call: the header of
/// glibc 2.36 for it cannot be used from C++.
[[nodiscard]] inline UniqueFd open_pidfd(pid_t pid) noexcept
{
    return UniqueFd{static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))};
}

}  // namespace atl::process
