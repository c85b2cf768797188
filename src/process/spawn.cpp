#include "spawn.hpp"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_THREAD__)
extern "C" int __clone(int (*)(void*), void*, int, void*, ...) noexcept;
#endif

namespace atl::process {
namespace {

#if defined(__SANITIZE_THREAD__)
// The thread sanitizer replaces clone() by a function for children with memory of their own, which
// forgets all other threads: in the memory that parent and child share here.
constexpr auto clone_process = &::__clone;
#else
constexpr auto clone_process = &::clone;
#endif

/// What parent and child share until the child is another program.
struct Shared {
    SpawnPlan const* plan;
    Spawned::Failed failed{Spawned::Failed::nothing};
    int code{0};
};

[[nodiscard]] bool connect(int source, int target) noexcept
{
    return source < 0 || ::dup2(source, target) >= 0;
}

void make_preferred_victim_of_memory_shortage() noexcept
{
    // Not allowed everywhere, and then without consequence: the kernel chooses as it would anyway.
    int const file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        [[maybe_unused]] auto const written = ::write(file, "500", 3);
        ::close(file);
    }
}

/// Runs in the child: only system calls, no allocation, nothing that the parent would find changed.
int run_child(void* argument) noexcept
{
    auto& shared = *static_cast<Shared*>(argument);
    auto const& plan = *shared.plan;
    auto const fail = [&](Spawned::Failed what) {
        shared.failed = what;
        shared.code = errno;
        ::_exit(127);
    };
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != plan.parent) {
        ::_exit(127);
    }
    make_preferred_victim_of_memory_shortage();
    if (plan.working_directory[0] != '\0' && ::chdir(plan.working_directory) != 0) {
        fail(Spawned::Failed::enter_folder);
    }
    if (!connect(plan.input, 0) || !connect(plan.output, 1) || !connect(plan.errors, 2)) {
        fail(Spawned::Failed::execute);
    }
    for (std::size_t i = 0; i < plan.inherited.size(); ++i) {
        if (::dup2(plan.inherited[i], 3 + static_cast<int>(i)) < 0) {
            fail(Spawned::Failed::execute);
        }
    }
    // All of ours are close-on-exec; those that a log opened may not be.
    ::close_range(3 + static_cast<unsigned>(plan.inherited.size()), ~0U, CLOSE_RANGE_CLOEXEC);
    ::setrlimit(RLIMIT_NOFILE, plan.open_files);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execve(plan.file, plan.argv, plan.environment);
    fail(Spawned::Failed::execute);
    return 127;
}

}  // namespace

Spawned spawn(SpawnPlan const& plan, std::span<std::byte> stack) noexcept
{
    Shared shared{&plan};
    int exit = -1;
    pid_t const pid =
        clone_process(&run_child,
                      stack.data() + stack.size(),
                      CLONE_VM | CLONE_VFORK | CLONE_PIDFD | CLONE_CHILD_SETTID | SIGCHLD,
                      &shared,
                      &exit,
                      nullptr,
                      reinterpret_cast<pid_t*>(plan.pid));
    if (pid < 0) {
        return {-1, UniqueFd{}, Spawned::Failed::clone, errno};
    }
    Spawned result{pid, UniqueFd{exit}, shared.failed, shared.code};
    if (result.failed != Spawned::Failed::nothing) {
        while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
        }
        plan.pid->store(0, std::memory_order_release);
    }
    return result;
}

}  // namespace atl::process
