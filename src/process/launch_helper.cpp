#include "atoll/process/launch_helper.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <deque>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"
#include "atoll/process/leftover_processes.hpp"

#include "engine_streams.hpp"
#include "helper_process.hpp"
#include "wire.hpp"

namespace atl::process {
namespace {

[[nodiscard]] std::array<UniqueFd, 2> socket_pair(int type)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw Error{ErrorKind::io,
                    fmt::format("a socket pair cannot be made ({})", errno_text(errno)),
                    "see `ulimit -n`: the limit of open files"};
    }
    return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

/// The engine's side of a lane. Used by one call of run() at a time, and by terminate_all().
struct EngineLane {
    UniqueFd socket{};
    std::uint32_t sequence{
        0};            // of the process that runs or ran last; guarded by the mutex of the lanes
    bool busy{false};  // ditto
    std::vector<char> message{};  // kept for its memory; by the thread that runs a process
    std::mutex sending{};         // a cancel must not come into the middle of a long message
};

[[nodiscard]] bool send_locked(EngineLane& lane,
                               std::span<char const> bytes,
                               std::span<int const> fds = {})
{
    std::lock_guard const guard{lane.sending};
    return send_all(lane.socket.get(), bytes, fds);
}

void send_cancel(EngineLane& lane, std::uint32_t sequence)
{
    StartHeader const cancel{.kind = LaneMessage::cancel, .sequence = sequence};
    // When the helper is gone, the thread that waits for the reply notices.
    std::ignore = send_locked(lane, memory_of(cancel));
}

[[nodiscard]] bool holds_nul(ProcessRequest const& request)
{
    auto const bad = [](std::string const& text) { return text.find('\0') != std::string::npos; };
    return std::ranges::any_of(request.argv, bad) || bad(request.working_directory) ||
           bad(request.receipt) ||
           std::ranges::any_of(request.environment, [&](EnvironmentEdit const& edit) {
               return bad(edit.name) || (edit.value && bad(*edit.value));
           });
}

/// Output of apps in this process, sent to the helper.
class RemoteLog final : public LogSink {
  public:
    /// \p control may be connected later; it must outlive this.
    explicit RemoteLog(UniqueFd const& control) : control_(control) {}

    void write(LogOrigin const& origin, LogStream stream, std::string_view bytes) override
    {
        for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), control_text_limit))) {
            send(ControlMessage::write, origin, stream, bytes.substr(0, control_text_limit));
        }
    }

    void end(LogOrigin const& origin) override
    {
        send(ControlMessage::end, origin, LogStream::output, {});
    }

  private:
    void send(ControlMessage kind,
              LogOrigin const& origin,
              LogStream stream,
              std::string_view text) const
    {
        auto const drop = origin.drop.substr(0, control_text_limit);
        ControlHeader const header{.kind = kind,
                                   .number = origin.attempt,
                                   .drop_size = static_cast<std::uint32_t>(drop.size()),
                                   .stream = stream};
        std::vector<char> message;
        message.insert(message.end(), memory_of(header).begin(), memory_of(header).end());
        message.insert(message.end(), drop.begin(), drop.end());
        message.insert(message.end(), text.begin(), text.end());
        // A dead helper is reported by run(); output has nowhere to go then.
        ::send(control_.get(), message.data(), message.size(), MSG_NOSIGNAL);
    }

    UniqueFd const& control_;
};

}  // namespace

class LaunchHelper::Impl {
  public:
    explicit Impl(LaunchOptions const& options) : cookie_(options.cookie)
    {
        ATOLL_EXPECT(!options.cookie.empty());
        auto [ours, theirs] = socket_pair(SOCK_SEQPACKET);
        control_ = std::move(ours);
        pid_ = ::fork();
        if (pid_ < 0) {
            throw Error{ErrorKind::io,
                        fmt::format("the launch helper cannot be started ({})", errno_text(errno))};
        }
        if (pid_ == 0) {
            run_helper_process(std::move(theirs), options);
        }
        theirs.reset();
        wait_until_ready();
    }
    Impl(Impl const&) = delete;
    Impl& operator=(Impl const&) = delete;

    ~Impl()
    {
        control_.reset();
        lanes_.clear();
        while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    [[nodiscard]] ProcessOutcome run(ProcessRequest const& request, std::stop_token const& stop)
    {
        StartHeader header;
        EngineStreams streams{request, header};
        auto* const lane = take_lane();
        if (lane == nullptr) {
            return lost();
        }
        header.sequence = lane->sequence;
        encode(header, request, lane->message);
        auto outcome = converse(*lane, streams, stop);
        if (!outcome) {
            return lost();  // its lane stays busy: it is of no more use
        }
        give_back(*lane);
        return std::move(*outcome);
    }

    void terminate_all()
    {
        {
            std::lock_guard const guard{lanes_mutex_};
            for (auto& lane : lanes_) {
                if (lane.busy) {
                    send_cancel(lane, lane.sequence);
                }
            }
        }
        // Without an answer the helper is gone, and all processes with it.
        std::ignore = ask({.kind = ControlMessage::terminate_all});
    }

    void open_log(RankId rank)
    {
        auto const problem = ask({.kind = ControlMessage::open_log, .number = rank.value});
        if (!problem || !problem->empty()) {
            throw Error{ErrorKind::io, problem ? *problem : lost().problem};
        }
    }

    void open_receipts(std::filesystem::path const& file, std::string_view last_words)
    {
        auto const name = file.string();
        ControlHeader const question{.kind = ControlMessage::open_receipts,
                                     .drop_size = static_cast<std::uint32_t>(name.size())};
        auto const problem = name.size() + last_words.size() <= control_text_limit
                                 ? ask(question, fmt::format("{}{}", name, last_words))
                                 : std::optional<std::string>{"its name is too long"};
        if (!problem || !problem->empty()) {
            throw Error{ErrorKind::io,
                        fmt::format("the launch helper cannot open '{}' ({})",
                                    name,
                                    problem ? *problem : lost().problem)};
        }
    }

    [[nodiscard]] LogSink& log() noexcept { return log_; }
    [[nodiscard]] bool alive() const noexcept { return alive_.load(std::memory_order_relaxed); }
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }

  private:
    void wait_until_ready()
    {
        auto const problem = receive_answer();
        if (problem && problem->empty()) {
            return;
        }
        control_.reset();
        ::waitpid(pid_, nullptr, 0);
        throw Error{ErrorKind::io,
                    fmt::format("the launch helper cannot be started: {}",
                                problem ? *problem : "it ended at once")};
    }

    /// Sends \p question and waits for the answer: what went wrong, "" if nothing; nothing: the
    /// helper is gone.
    [[nodiscard]] std::optional<std::string> ask(ControlHeader const& question,
                                                 std::string_view text = {})
    {
        std::lock_guard const guard{answer_mutex_};
        std::vector<char> message(memory_of(question).begin(), memory_of(question).end());
        message.insert(message.end(), text.begin(), text.end());
        auto answer = send_all(control_.get(), message) ? receive_answer() : std::nullopt;
        if (!answer) {
            std::ignore = lost();
        }
        return answer;
    }

    [[nodiscard]] std::optional<std::string> receive_answer()
    {
        std::vector<char> message(sizeof(ControlHeader) + control_text_limit);
        ssize_t size = 0;
        do {
            size = ::recv(control_.get(), message.data(), message.size(), 0);
        } while (size < 0 && errno == EINTR);
        if (size < static_cast<ssize_t>(sizeof(ControlHeader))) {
            return std::nullopt;
        }
        return std::string{message.data() + sizeof(ControlHeader), message.data() + size};
    }

    /// Nothing: the helper is gone.
    [[nodiscard]] std::optional<ProcessOutcome> converse(EngineLane& lane,
                                                         EngineStreams& streams,
                                                         std::stop_token const& stop)
    {
        bool const sent = send_locked(lane, lane.message, streams.descriptors());
        streams.close_passed_ends();
        if (!sent) {
            return std::nullopt;
        }
        std::stop_callback const on_stop{
            stop, [&, sequence = lane.sequence] { send_cancel(lane, sequence); }};
        if (streams.has_callbacks()) {
            streams.serve_until_readable(lane.socket.get());
        }
        auto outcome = receive_reply(lane.socket.get());
        streams.drain();
        return outcome;
    }

    /// A free lane, or a new one; null when the helper is gone.
    [[nodiscard]] EngineLane* take_lane()
    {
        std::lock_guard const guard{lanes_mutex_};
        auto free = std::ranges::find_if(lanes_, [](EngineLane const& lane) { return !lane.busy; });
        if (!alive()) {
            return nullptr;
        }
        if (free == lanes_.end()) {
            auto [ours, theirs] = socket_pair(SOCK_STREAM);
            ControlHeader const header{.kind = ControlMessage::open_lane};
            std::array const passed{theirs.get()};
            if (!send_all(control_.get(), memory_of(header), passed)) {
                return nullptr;
            }
            lanes_.emplace_back().socket = std::move(ours);
            free = std::prev(lanes_.end());
        }
        free->busy = true;
        ++free->sequence;
        return &*free;
    }

    void give_back(EngineLane& lane)
    {
        std::lock_guard const guard{lanes_mutex_};
        lane.busy = false;
    }

    /// The first to notice kills what the helper's children left behind.
    [[nodiscard]] ProcessOutcome lost()
    {
        std::call_once(lost_once_, [this] {
            alive_.store(false, std::memory_order_relaxed);
            kill_leftover_processes(cookie_);
        });
        return {.end = ProcessEnd::helper_lost,
                .problem = fmt::format(
                    "the launch helper (process {}) has died, and its processes with it", pid_)};
    }

    std::string cookie_;
    UniqueFd control_;
    pid_t pid_{-1};
    RemoteLog log_{control_};
    std::atomic<bool> alive_{true};  // relaxed: only ever a hint, the sockets tell
    std::once_flag lost_once_;
    std::mutex lanes_mutex_;
    std::deque<EngineLane> lanes_;  // guarded by lanes_mutex_; elements never move
    std::mutex answer_mutex_;       // one question on control_ at a time
};

LaunchHelper::LaunchHelper(LaunchOptions options) : impl_(std::make_unique<Impl>(options)) {}
LaunchHelper::~LaunchHelper() = default;

ProcessOutcome LaunchHelper::run(ProcessRequest const& request, std::stop_token const& stop)
{
    if (request.argv.empty() || request.argv.front().empty()) {
        return {.code = EINVAL, .problem = "a command without a program was asked for"};
    }
    if (holds_nul(request)) {
        return {.code = EINVAL,
                .problem = fmt::format(
                    "program '{}' cannot be started: an argument or variable holds a NUL byte",
                    request.argv.front())};
    }
    try {
        return impl_->run(request, stop);
    } catch (Error const& error) {
        return {.code = EMFILE, .problem = error.problem()};
    }
}

void LaunchHelper::terminate_all()
{
    impl_->terminate_all();
}
void LaunchHelper::open_log(RankId rank)
{
    impl_->open_log(rank);
}
void LaunchHelper::open_receipts(std::filesystem::path const& file, std::string_view last_words)
{
    impl_->open_receipts(file, last_words);
}
LogSink& LaunchHelper::log() noexcept
{
    return impl_->log();
}
bool LaunchHelper::alive() const noexcept
{
    return impl_->alive();
}
pid_t LaunchHelper::pid() const noexcept
{
    return impl_->pid();
}

}  // namespace atl::process
