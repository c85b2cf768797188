#include "drops/streaming/named_pipe.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/process/unique_fd.hpp"

namespace atl::drops {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t piece_size = std::size_t{1} << 16U;  // what a pipe holds
constexpr auto open_pause = 2ms;
constexpr int poll_ms = 20;  // how late the end of a process may be noticed

void make_pipe_at(std::filesystem::path const& path)
{
    if (::mkfifo(path.c_str(), S_IRUSR | S_IWUSR) != 0) {
        throw Error{ErrorKind::io,
                    fmt::format("pipe '{}' cannot be made: {}", path.string(), errno_text(errno))};
    }
}

/// Writing to a pipe without a reader is an error here and no reason to die.
void block_sigpipe()
{
    sigset_t pipe;
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

}  // namespace

PipeForReader::PipeForReader(std::filesystem::path path, std::shared_ptr<Channel> stream)
    : path_(std::move(path)), stream_(std::move(stream))
{
    make_pipe_at(path_);
    thread_ = std::jthread{[this] { pump(); }};
}

PipeForReader::~PipeForReader()
{
    over_.store(true, std::memory_order_relaxed);
    stream_->leave();
    thread_.join();
    ::unlink(path_.c_str());
}

void PipeForReader::pump()
{
    block_sigpipe();
    process::UniqueFd pipe{open_for_reader()};
    std::vector<std::byte> piece(piece_size);
    try {
        for (std::size_t count = 1; pipe && count > 0;) {
            count = stream_->read(piece);
            if (!write_all(pipe.get(), std::span{piece}.first(count))) {
                stream_->leave();
                break;
            }
        }
    } catch (Error const&) {
        // The reader sees the end of its input; its producer tells what went wrong.
        stream_->leave();
    }
    // Whoever opens the pipe again finds its end, as with a file that was read.
    while (pipe) {
        pipe.reset();
        pipe.reset(open_for_reader());
        std::this_thread::sleep_for(open_pause);
    }
}

/// The pipe, as soon as the process has opened it; -1 when it ended without that.
int PipeForReader::open_for_reader() const
{
    while (!over_.load(std::memory_order_relaxed)) {
        int const pipe = ::open(path_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (pipe >= 0) {
            return pipe;
        }
        std::this_thread::sleep_for(open_pause);
    }
    return -1;
}

bool PipeForReader::write_all(int pipe, std::span<std::byte const> bytes) const
{
    while (!bytes.empty()) {
        auto const count = ::write(pipe, bytes.data(), bytes.size());
        if (count > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN && !over_.load(std::memory_order_relaxed)) {
            pollfd writable{pipe, POLLOUT, 0};
            ::poll(&writable, 1, poll_ms);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

PipeForWriter::PipeForWriter(std::filesystem::path path, Sink sink)
    : path_(std::move(path)), sink_(std::move(sink))
{
    make_pipe_at(path_);
    int const pipe = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (pipe < 0) {
        ::unlink(path_.c_str());
        throw Error{ErrorKind::io,
                    fmt::format("pipe '{}' cannot be read: {}", path_.string(), errno_text(errno))};
    }
    thread_ = std::jthread{[this, pipe] { pump(pipe); }};
}

PipeForWriter::~PipeForWriter()
{
    over_.store(true, std::memory_order_release);
    if (thread_.joinable()) {
        thread_.join();
    }
    ::unlink(path_.c_str());
}

void PipeForWriter::finish()
{
    over_.store(true, std::memory_order_release);
    if (thread_.joinable()) {
        thread_.join();
    }
    if (problem_) {
        std::rethrow_exception(std::exchange(problem_, nullptr));
    }
}

void PipeForWriter::pump(int descriptor)
{
    process::UniqueFd const pipe{descriptor};
    std::vector<std::byte> piece(piece_size);
    while (true) {
        bool const last = over_.load(std::memory_order_acquire);
        auto const count = ::read(pipe.get(), piece.data(), piece.size());
        if (count > 0) {
            try {
                if (!problem_) {
                    sink_(std::span{piece}.first(static_cast<std::size_t>(count)));
                }
            } catch (Error const&) {
                problem_ = std::current_exception();  // the process goes on, into nothing
            }
        } else if (last) {
            return;
        } else if (count == 0) {
            std::this_thread::sleep_for(open_pause);  // no writer, or none any more
        } else {
            pollfd readable{pipe.get(), POLLIN, 0};
            ::poll(&readable, 1, poll_ms);
        }
    }
}

}  // namespace atl::drops
