#include "child_run.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/process/program_path.hpp"

#include "process_tree.hpp"

namespace atl::process {
namespace {

constexpr int background_check_ms =
    20;  // while something in the background keeps the log's streams open
constexpr std::chrono::seconds patience_after_kill{
    20};  // a process may be stuck in the kernel for ever

[[nodiscard]] std::int64_t to_ns(timeval const& time)
{
    return (time.tv_sec * 1'000'000LL + time.tv_usec) * 1'000;
}

[[nodiscard]] std::int64_t now_ns()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds{1};
}

}  // namespace

ChildRun::ChildRun(HelperContext& helper, LaneState& lane, StartOrder& order)
    : helper_(helper),
      lane_(lane),
      order_(order),
      output_(helper.log.get(), {order.drop, order.header.attempt})
{
}

ProcessOutcome ChildRun::run(std::string const& program,
                             std::span<char* const> variables,
                             std::string const& marker)
{
    outcome_.start_ns = now_ns();
    if (start(program, variables)) {
        while (!over()) {
            wait_for_events();
        }
        finish(marker);
    }
    outcome_.end_ns = now_ns();
    return std::move(outcome_);
}

bool ChildRun::start(std::string const& program, std::span<char* const> variables)
{
    SpawnPlan plan{.file = program.c_str(),
                   .argv = order_.argv.data(),
                   .environment = variables.data(),
                   .working_directory = order_.working_directory,
                   .parent = helper_.pid,
                   .open_files = &helper_.open_files,
                   .pid = lane_.pid};
    connect_streams(plan);
    plan.inherited = inherited_;
    child_ = spawn(plan, lane_.stack);
    if (child_.code == ENOEXEC) {
        run_by_bash(plan, program);
    }
    if (order_.header.time_limit_ns > 0) {
        deadline_ = Clock::now() + std::chrono::nanoseconds{order_.header.time_limit_ns};
    }
    outcome_.code = child_.code;
    if (child_.failed == Spawned::Failed::enter_folder) {
        outcome_.problem =
            fmt::format("working directory '{}' of program '{}' cannot be entered ({})",
                        order_.working_directory,
                        order_.argv.front(),
                        errno_text(child_.code));
    } else if (child_.failed != Spawned::Failed::nothing) {
        outcome_.problem = start_problem(order_.argv.front(), helper_.path, child_.code);
    }
    if (child_.failed != Spawned::Failed::nothing) {
        return false;
    }
    order_.fds.clear();
    moved_.clear();
    return true;
}

/// A file that is executable and no program is a script without "#!" line, to a shell as to us.
void ChildRun::run_by_bash(SpawnPlan plan, std::string const& script)
{
    std::string bash = "/bin/bash";
    std::string file = script;
    auto argv = order_.argv;
    argv.front() = file.data();
    argv.insert(argv.begin(), bash.data());
    plan.file = bash.c_str();
    plan.argv = argv.data();
    child_ = spawn(plan, lane_.stack);
}

void ChildRun::connect_streams(SpawnPlan& plan)
{
    std::size_t used = 0;
    auto const connect = [&](StreamMode mode, LogStream stream) {
        if (mode == StreamMode::descriptor && used < order_.fds.size()) {
            return order_.fds[used++].get();
        }
        return mode == StreamMode::log && helper_.log ? output_.open(stream) : -1;
    };
    plan.input = connect(order_.header.input, LogStream::output);
    plan.output = connect(order_.header.output, LogStream::output);
    plan.errors = connect(order_.header.errors, LogStream::errors);
    // Their places in the process are 3, 4, ...: sources must not stand there.
    int const above = 3 + static_cast<int>(order_.header.inherited);
    for (; used < order_.fds.size(); ++used) {
        moved_.emplace_back(::fcntl(order_.fds[used].get(), F_DUPFD_CLOEXEC, above));
        inherited_.push_back(moved_.back().get());
    }
}

void ChildRun::wait_for_events()
{
    std::array<pollfd, 4> wanted{{{child_.exit.get(), POLLIN, 0},
                                  {engine_lost_ ? -1 : lane_.socket, POLLIN, 0},
                                  {output_.reading_end(LogStream::output), POLLIN, 0},
                                  {output_.reading_end(LogStream::errors), POLLIN, 0}}};
    ::poll(wanted.data(), wanted.size(), poll_timeout_ms());
    if (wanted[2].revents != 0) {
        output_.read(LogStream::output, lane_.buffer);
    }
    if (wanted[3].revents != 0) {
        output_.read(LogStream::errors, lane_.buffer);
    }
    if (wanted[0].revents != 0) {
        collect_exit();
    }
    if (wanted[1].revents != 0) {
        hear_engine();
    }
    check_deadline();
}

void ChildRun::collect_exit()
{
    int status = 0;
    rusage usage{};
    if (::wait4(child_.pid, &status, 0, &usage) != child_.pid) {
        return;
    }
    lane_.pid->store(0, std::memory_order_release);
    child_.exit.reset();
    output_.close_writing_ends();
    exited_ = true;
    outcome_.end = WIFSIGNALED(status) ? ProcessEnd::signalled : ProcessEnd::exited;
    outcome_.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    outcome_.max_rss = Bytes{static_cast<std::uint64_t>(usage.ru_maxrss) * 1024};
    outcome_.cpu_ns = to_ns(usage.ru_utime) + to_ns(usage.ru_stime);
    write_receipt();
    for (auto const stream : {LogStream::output, LogStream::errors}) {
        if (output_.reading_end(stream) >= 0) {
            output_.read(stream, lane_.buffer);
        }
    }
}

/// Without a flush: it is to outlive the engine, which may be killed before it hears of the end.
void ChildRun::write_receipt()
{
    auto const file = helper_.receipts.load(std::memory_order_relaxed);
    bool const well = outcome_.end == ProcessEnd::exited && outcome_.code == 0;
    if (file < 0 || order_.receipt.empty() || !well || phase_ != Phase::running) {
        return;
    }
    auto const& text = order_.receipt;
    while (::write(file, text.data(), text.size()) < 0 && errno == EINTR) {
    }
}

void ChildRun::hear_engine()
{
    StartOrder message;
    if (!receive_order(lane_.socket, message)) {
        engine_lost_ = true;
        phase_ = Phase::terminating;  // no one is left to be gentle for
        end_it();
    } else if (message.header.kind == LaneMessage::cancel &&
               message.header.sequence == order_.header.sequence && phase_ == Phase::running) {
        outcome_.cancelled = true;
        end_it();
    }
}

void ChildRun::check_deadline()
{
    if (!deadline_ || Clock::now() < *deadline_) {
        return;
    }
    if (phase_ == Phase::running) {
        outcome_.timed_out = true;
    }
    end_it();
}

/// SIGTERM first; SIGKILL the next time; then nothing more can be done.
void ChildRun::end_it()
{
    switch (phase_) {
        case Phase::running:
            ::kill(-child_.pid, SIGTERM);
            phase_ = Phase::terminating;
            deadline_ = Clock::now() + helper_.grace;
            return;
        case Phase::terminating:
            ::kill(-child_.pid, SIGKILL);
            phase_ = Phase::killing;
            deadline_ = Clock::now() + patience_after_kill;
            return;
        case Phase::killing:
            outcome_.end = ProcessEnd::signalled;
            outcome_.code = SIGKILL;
            outcome_.problem =
                fmt::format("process {} cannot be killed: it is stuck in the kernel", child_.pid);
            lane_.pid->store(0, std::memory_order_release);
            exited_ = true;
            deadline_.reset();
            return;
    }
}

bool ChildRun::over()
{
    if (!exited_) {
        return false;
    }
    if (!outcome_.problem.empty() || (phase_ == Phase::running && !output_.is_open())) {
        return true;
    }
    // Orphans of the group are our children now; until they are waited for, the group seems to
    // live.
    while (::waitpid(-child_.pid, nullptr, WNOHANG) > 0) {
    }
    // The number of the group cannot be given to another one as long as it has members.
    return ::kill(-child_.pid, 0) != 0;
}

void ChildRun::finish(std::string const& marker)
{
    if (phase_ != Phase::running) {
        kill_processes_with(marker);
    }
    for (int round = 0; round < 32 && output_.is_open(); ++round) {
        output_.read(LogStream::output, lane_.buffer);
        output_.read(LogStream::errors, lane_.buffer);
    }
}

int ChildRun::poll_timeout_ms() const
{
    std::int64_t timeout = exited_ ? background_check_ms : -1;
    if (deadline_) {
        auto const left =
            std::chrono::ceil<std::chrono::milliseconds>(*deadline_ - Clock::now()).count();
        auto const bounded = std::clamp<std::int64_t>(left, 0, 1'000'000'000);
        timeout = timeout < 0 ? bounded : std::min(timeout, bounded);
    }
    return static_cast<int>(timeout);
}

}  // namespace atl::process
