#include "helper_process.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <deque>
#include <exception>
#include <system_error>
#include <tuple>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/process/program_path.hpp"

#include "cookie.hpp"
#include "lane.hpp"
#include "process_tree.hpp"
#include "wire.hpp"

namespace atl::process {
namespace {

constexpr int orphan_check_ms = 1'000;
constexpr rlim_t most_open_files = 65'536;
constexpr int control_fd = 3;

void pause_ms(long milliseconds)
{
    timespec const time{milliseconds / 1'000, milliseconds % 1'000 * 1'000'000};
    ::nanosleep(&time, nullptr);
}

/// A session of our own (a signal to the engine's group is not for us), no descriptor but the
/// control socket, all signals blocked and handled by default: what processes inherit.
void leave_the_engine(int control)
{
    ::setsid();
    ::prctl(PR_SET_NAME, "atoll-helper");
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (int signal = 1; signal < NSIG; ++signal) {
        ::signal(signal, SIG_DFL);
    }
    sigset_t all;
    ::sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr);
    int const null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd < 3; ++fd) {
        ::dup2(null, fd);
    }
    if (control != control_fd) {
        ::dup2(control, control_fd);
    }
    ::fcntl(control_fd, F_SETFD, FD_CLOEXEC);
    ::close_range(control_fd + 1, ~0U, 0);
}

/// Raises our limit of open files; processes get the \returns old one back.
[[nodiscard]] rlimit raise_open_files()
{
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    auto raised = before;
    raised.rlim_cur = std::max(before.rlim_cur, std::min(before.rlim_max, most_open_files));
    ::setrlimit(RLIMIT_NOFILE, &raised);
    return before;
}

/// The main thread of the helper.
class HelperProcess {
  public:
    explicit HelperProcess(LaunchOptions const& options)
        : scratch_(options.scratch_folder), open_log_(options.open_log)
    {
        context_.environment = without_launcher_variables(own_environment());
        apply(options.environment, context_.environment);
        context_.environment.push_back(cookie_variable(options.cookie));
        context_.variables = pointers(context_.environment);
        context_.path = search_path(context_.variables.data());
        context_.grace = options.grace;
        context_.open_files = raise_open_files();
        context_.pid = ::getpid();
    }

    void serve()
    {
        send_control(ControlMessage::ready, {});
        bool engine_lives = true;
        while (engine_lives) {
            pollfd wanted{control_fd, POLLIN, 0};
            if (::poll(&wanted, 1, orphan_check_ms) != 0) {
                engine_lives = hear_engine();
            } else {
                reap_orphans();
            }
        }
        kill_all();
        say_last_words();
        context_.log.reset();
        std::error_code ignored;  // there is no one left to tell
        if (!scratch_.empty()) {
            std::filesystem::remove_all(scratch_, ignored);
        }
    }

    static void send_control(ControlMessage kind, std::string_view text)
    {
        std::vector<char> message(sizeof(ControlHeader));
        ControlHeader const header{.kind = kind};
        std::copy_n(memory_of(header).data(), sizeof header, message.data());
        message.insert(message.end(), text.begin(), text.end());
        ::send(control_fd, message.data(), message.size(), MSG_NOSIGNAL);
    }

  private:
    [[nodiscard]] bool hear_engine()
    {
        std::vector<UniqueFd> fds;
        auto const size = receive_message(fds);
        if (size < sizeof(ControlHeader)) {
            return false;
        }
        ControlHeader header;
        std::copy_n(message_.data(), sizeof header, memory_of(header).data());
        std::string_view const texts{message_.data() + sizeof header, size - sizeof header};
        LogOrigin const origin{texts.substr(0, header.drop_size), header.number};
        if (header.kind == ControlMessage::open_lane && fds.size() == 1) {
            context_.busy_lanes.fetch_add(1, std::memory_order_relaxed);
            lanes_.emplace_back(
                context_, std::move(fds.front()), static_cast<std::uint32_t>(lanes_.size()));
        } else if (header.kind == ControlMessage::open_log) {
            open_log(RankId{header.number});
        } else if (header.kind == ControlMessage::open_receipts) {
            open_receipts(std::string{origin.drop}, texts.substr(header.drop_size));
        } else if (header.kind == ControlMessage::write && context_.log) {
            context_.log->write(origin, header.stream, texts.substr(header.drop_size));
        } else if (header.kind == ControlMessage::end && context_.log) {
            context_.log->end(origin);
        } else if (header.kind == ControlMessage::terminate_all) {
            terminate_all();
            send_control(ControlMessage::ready, {});
        }
        return true;
    }

    /// There is no lane yet: their threads will see it.
    void open_log(RankId rank)
    {
        try {
            context_.log = open_log_ ? open_log_(rank) : nullptr;
            send_control(ControlMessage::ready, {});
        } catch (Error const& error) {
            send_control(ControlMessage::ready, error.problem());
        }
    }

    void open_receipts(std::string const& file, std::string_view last_words)
    {
        last_words_ = last_words;
        UniqueFd opened{::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW)};
        if (!opened) {
            return send_control(ControlMessage::ready, errno_text(errno));
        }
        if (int const before = context_.receipts.load(std::memory_order_relaxed); before >= 0) {
            ::dup3(opened.get(), before, O_CLOEXEC);  // Lanes go on writing to the same number.
        } else {
            context_.receipts.store(opened.release(), std::memory_order_relaxed);
        }
        send_control(ControlMessage::ready, {});
    }

    /// Not while a process may still be there: who reads them runs its app again.
    void say_last_words() const
    {
        int const file = context_.receipts.load(std::memory_order_relaxed);
        if (file >= 0 && !last_words_.empty() && descendants_of(context_.pid).empty()) {
            std::ignore = ::write(file, last_words_.data(), last_words_.size());
        }
    }

    /// \returns its size; 0: the engine is gone.
    [[nodiscard]] std::size_t receive_message(std::vector<UniqueFd>& fds)
    {
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> ancillary;
        iovec part{message_.data(), message_.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = ancillary.data();
        message.msg_controllen = ancillary.size();
        ssize_t size = 0;
        do {
            size = ::recvmsg(control_fd, &message, MSG_CMSG_CLOEXEC);
        } while (size < 0 && errno == EINTR);
        if (auto const* const head = CMSG_FIRSTHDR(&message); size > 0 && head != nullptr) {
            int fd = -1;
            std::copy_n(CMSG_DATA(head), sizeof fd, reinterpret_cast<unsigned char*>(&fd));
            fds.emplace_back(fd);
        }
        return size > 0 ? static_cast<std::size_t>(size) : 0;
    }

    /// Descendants whose parents ended are our children: they are waited for here, those of lanes
    /// are not.
    void reap_orphans()
    {
        siginfo_t info{};
        while (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0 &&
               !belongs_to_lane(info.si_pid)) {
            ::waitpid(info.si_pid, nullptr, WNOHANG);
            info = {};
        }
    }

    [[nodiscard]] bool belongs_to_lane(pid_t pid) const
    {
        return std::ranges::any_of(lanes_, [=](Lane const& lane) { return lane.child() == pid; });
    }

    void terminate_all()
    {
        for (auto const pid : descendants_of(context_.pid)) {
            ::kill(pid, SIGTERM);
        }
        auto const deadline = std::chrono::steady_clock::now() + context_.grace;
        bool gone = false;
        while (!gone && std::chrono::steady_clock::now() < deadline) {
            pause_ms(5);
            reap_orphans();
            gone = descendants_of(context_.pid).empty();
        }
        kill_descendants();
    }

    void kill_descendants()
    {
        // Bounded: a process that is stuck in the kernel must not keep us for ever.
        for (int round = 0; round < 1'000; ++round) {
            auto const found = descendants_of(context_.pid);
            if (found.empty()) {
                return;
            }
            for (auto const pid : found) {
                ::kill(pid, SIGKILL);
            }
            pause_ms(round < 20 ? 1 : 10);
            reap_orphans();
        }
    }

    /// At the end: lanes have seen that the engine is gone and start nothing more.
    void kill_all()
    {
        kill_descendants();
        for (int round = 0;
             round < 1'000 && context_.busy_lanes.load(std::memory_order_acquire) > 0;
             ++round) {
            pause_ms(1);
        }
        kill_descendants();
    }

    HelperContext context_;
    std::filesystem::path scratch_;
    std::string last_words_;
    std::function<std::unique_ptr<LogSink>(RankId)> open_log_;
    std::deque<Lane> lanes_;  // addresses stay; used by this thread only
    std::vector<char> message_ = std::vector<char>(sizeof(ControlHeader) + 2 * control_text_limit);
};

}  // namespace

void run_helper_process(UniqueFd control, LaunchOptions const& options) noexcept
{
    leave_the_engine(control.get());
    [[maybe_unused]] int const closed = control.release();
    try {
        // Never destroyed: threads of lanes may be stuck with their process, and the kernel frees
        // everything.
        auto* const helper = new HelperProcess{options};
        helper->serve();
    } catch (std::exception const& error) {
        HelperProcess::send_control(ControlMessage::ready, error.what());
        ::_exit(1);
    }
    ::_exit(0);
}

}  // namespace atl::process
