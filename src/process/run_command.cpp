#include "atoll/process/run_command.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/process/program_path.hpp"
#include "atoll/process/unique_fd.hpp"

#include "environment.hpp"
#include "pidfd.hpp"

namespace atl::process {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds grace{2'000};  // between SIGTERM and SIGKILL
constexpr int look_ms = 20;  // Between two looks at a program of which there is no descriptor.

/// Attributes and file actions of a posix_spawn call.
class SpawnSettings {
  public:
    SpawnSettings()
    {
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawn_file_actions_init(&actions_);
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        ::posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    SpawnSettings(SpawnSettings const&) = delete;
    SpawnSettings& operator=(SpawnSettings const&) = delete;
    ~SpawnSettings()
    {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }

    void connect(int ours, int theirs)
    {
        ::posix_spawn_file_actions_adddup2(&actions_, ours, theirs);
    }
    void enter(std::string const& folder)
    {
        ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    }
    /// Whatever other code of this process forgot to mark close-on-exec.
    void close_the_rest() { ::posix_spawn_file_actions_addclosefrom_np(&actions_, 3); }

    [[nodiscard]] posix_spawnattr_t const* attributes() const { return &attributes_; }
    [[nodiscard]] posix_spawn_file_actions_t const* actions() const { return &actions_; }

  private:
    posix_spawnattr_t attributes_{};
    posix_spawn_file_actions_t actions_{};
};

/// A running program with our ends of its three streams.
struct Running {
    pid_t pid{-1};
    UniqueFd exit;  ///< Readable when the program has ended; none when the kernel gave none.
    UniqueFd input;
    UniqueFd output;
    UniqueFd errors;
};

/// A socket pair instead of a pipe: a write to a program that has gone then returns an error and no
/// signal.
[[nodiscard]] Pipe make_input()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw Error{ErrorKind::io,
                    fmt::format("a socket pair cannot be made ({})", errno_text(errno))};
    }
    return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

[[nodiscard]] UniqueFd empty_input()
{
    return UniqueFd{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
}

[[nodiscard]] Running start(CommandRequest const& request)
{
    auto environment = own_environment();
    apply(request.environment, environment);
    auto const variables = pointers(environment);
    auto const arguments = pointers(request.argv);
    auto const path = search_path(variables.data());
    auto const program = find_program(request.argv.front(), path);
    if (!program) {
        throw Error{ErrorKind::io, start_problem(request.argv.front(), path, ENOENT)};
    }
    auto input = request.input.empty() ? Pipe{empty_input(), UniqueFd{}} : make_input();
    auto output = make_pipe();
    auto errors = make_pipe();
    SpawnSettings settings;
    settings.connect(input.read.get(), 0);
    settings.connect(output.write.get(), 1);
    settings.connect(errors.write.get(), 2);
    if (request.working_directory) {
        settings.enter(*request.working_directory);
    }
    settings.close_the_rest();
    pid_t pid = -1;
    int const code = ::posix_spawn(&pid,
                                   program->c_str(),
                                   settings.actions(),
                                   settings.attributes(),
                                   arguments.data(),
                                   variables.data());
    if (code != 0) {
        throw Error{ErrorKind::io, start_problem(request.argv.front(), path, code)};
    }
    return {pid,
            open_pidfd(pid),
            std::move(input.write),
            std::move(output.read),
            std::move(errors.read)};
}

/// One step of reading. \returns whether there may be more.
[[nodiscard]] bool read_some(int fd,
                             std::string& kept,
                             CommandRequest const& request,
                             bool& truncated)
{
    std::array<char, 65536> buffer;
    auto const count = ::read(fd, buffer.data(), buffer.size());
    if (count < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    auto const room = request.output_limit.count -
                      std::min<std::uint64_t>(kept.size(), request.output_limit.count);
    auto const take = std::min<std::uint64_t>(room, static_cast<std::uint64_t>(count));
    kept.append(buffer.data(), take);
    truncated = truncated || take < static_cast<std::uint64_t>(count);
    return count > 0;
}

/// Serves the streams of a program until it has ended.
class Conversation {
  public:
    Conversation(CommandRequest const& request, Running& running)
        : request_(request),
          running_(running),
          rest_(request.input),
          deadline_(Clock::now() + request.timeout)
    {
    }

    [[nodiscard]] CommandResult run()
    {
        while (!ended_) {
            step();
        }
        drain(running_.output, result_.output);
        drain(running_.errors, result_.errors);
        collect_status();
        return std::move(result_);
    }

  private:
    void step()
    {
        std::array<pollfd, 4> wanted{{{running_.exit.get(), POLLIN, 0},
                                      {running_.output.get(), POLLIN, 0},
                                      {running_.errors.get(), POLLIN, 0},
                                      {running_.input.get(), POLLOUT, 0}}};
        auto const wait_ms = running_.exit ? remaining_ms() : std::min(remaining_ms(), look_ms);
        if (::poll(wanted.data(), wanted.size(), wait_ms) == 0) {
            out_of_time();
        }
        ended_ = running_.exit ? wanted[0].revents != 0 : has_ended();
        if (wanted[1].revents != 0 &&
            !read_some(running_.output.get(), result_.output, request_, result_.truncated)) {
            running_.output.reset();
        }
        if (wanted[2].revents != 0 &&
            !read_some(running_.errors.get(), result_.errors, request_, result_.truncated)) {
            running_.errors.reset();
        }
        if (wanted[3].revents != 0) {
            feed();
        }
    }

    [[nodiscard]] bool has_ended() const
    {
        siginfo_t info{};
        auto const id = static_cast<id_t>(running_.pid);
        return ::waitid(P_PID, id, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
    }

    void feed()
    {
        auto const count =
            ::send(running_.input.get(), rest_.data(), rest_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0) {
            rest_.remove_prefix(static_cast<std::size_t>(count));
        }
        // A program that does not want its input is not a failure: its exit status tells.
        if (rest_.empty() || (count < 0 && errno != EAGAIN && errno != EINTR)) {
            running_.input.reset();
        }
    }

    void out_of_time()
    {
        if (Clock::now() < deadline_) {
            return;
        }
        ::kill(-running_.pid, result_.timed_out ? SIGKILL : SIGTERM);
        result_.timed_out = true;
        deadline_ = Clock::now() + grace;
    }

    [[nodiscard]] int remaining_ms() const
    {
        auto const left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000'000));
    }

    /// What is still in the pipe. Does not wait for descendants that keep it open, nor serve one
    /// that floods it.
    void drain(UniqueFd& fd, std::string& kept)
    {
        if (!fd) {
            return;
        }
        ::fcntl(fd.get(), F_SETFL, O_NONBLOCK);
        for (int step = 0; step < 32; ++step) {
            errno = 0;
            if (!read_some(fd.get(), kept, request_, result_.truncated) || errno == EAGAIN) {
                return;
            }
        }
    }

    void collect_status()
    {
        int status = 0;
        while (::waitpid(running_.pid, &status, 0) < 0 && errno == EINTR) {
        }
        if (result_.timed_out) {
            ::kill(-running_.pid, SIGKILL);
        }
        if (WIFSIGNALED(status)) {
            result_.signal = WTERMSIG(status);
        } else {
            result_.exit_code = WEXITSTATUS(status);
        }
    }

    CommandRequest const& request_;
    Running& running_;
    std::string_view rest_;  // of the input, not yet written
    Clock::time_point deadline_;
    CommandResult result_;
    bool ended_{false};
};

}  // namespace

CommandResult run_command(CommandRequest const& request)
{
    if (request.argv.empty()) {
        throw Error{ErrorKind::internal, "a command without a program was asked for"};
    }
    auto running = start(request);
    return Conversation{request, running}.run();
}

}  // namespace atl::process
