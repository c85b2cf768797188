#include "engine_streams.hpp"

#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/process/stdin_feed.hpp"

namespace atl::process {
namespace {

/// A file in memory that holds \p bytes, positioned at its start.
[[nodiscard]] UniqueFd memory_file(std::string_view bytes)
{
    UniqueFd file{::memfd_create("atoll-stdin", MFD_CLOEXEC)};
    auto rest = bytes;
    while (file && !rest.empty()) {
        auto const count = ::write(file.get(), rest.data(), rest.size());
        if (count < 0 && errno != EINTR) {
            break;
        }
        rest.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    if (!file || !rest.empty()) {
        throw Error{ErrorKind::io,
                    fmt::format("standard input of {} bytes cannot be kept in memory ({})",
                                bytes.size(),
                                errno_text(errno))};
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

}  // namespace

EngineStreams::EngineStreams(ProcessRequest const& request, StartHeader& header)
{
    header.input = connect_input(request.input);
    header.output = connect_output(request.output);
    header.errors = connect_output(request.errors);
    descriptors_.insert(descriptors_.end(), request.inherited.begin(), request.inherited.end());
}

StreamMode EngineStreams::connect_input(StandardInput const& input)
{
    if (std::holds_alternative<NoInput>(input)) {
        return StreamMode::nothing;
    }
    if (auto const* const given = std::get_if<InputFd>(&input)) {
        descriptors_.push_back(given->fd);
    } else if (auto const* const text = std::get_if<InputText>(&input)) {
        passed_.push_back(memory_file(text->bytes));
        descriptors_.push_back(passed_.back().get());
    } else {
        feed_ = std::get<StdinFeed*>(input);
        descriptors_.push_back(feed_->reading_end());
    }
    return StreamMode::descriptor;
}

StreamMode EngineStreams::connect_output(StandardOutput const& output)
{
    if (std::holds_alternative<ToLog>(output)) {
        return StreamMode::log;
    }
    if (std::holds_alternative<ToNowhere>(output)) {
        return StreamMode::nothing;
    }
    if (auto const* const given = std::get_if<ToFd>(&output)) {
        descriptors_.push_back(given->fd);
        return StreamMode::descriptor;
    }
    auto pipe = make_pipe();
    ::fcntl(pipe.read.get(), F_SETFL, O_NONBLOCK);
    descriptors_.push_back(pipe.write.get());
    passed_.push_back(std::move(pipe.write));
    callbacks_.push_back({std::move(pipe.read), &std::get<ToCallback>(output).receive});
    return StreamMode::descriptor;
}

void EngineStreams::close_passed_ends() noexcept
{
    passed_.clear();
    if (feed_ != nullptr) {
        feed_->forget_reading_end();
    }
}

bool EngineStreams::read(Callback& callback)
{
    thread_local std::vector<char> buffer(256u << 10);
    auto const count = ::read(callback.pipe.get(), buffer.data(), buffer.size());
    if (count > 0) {
        (*callback.receive)({buffer.data(), static_cast<std::size_t>(count)});
    } else if (count == 0) {
        callback.pipe.reset();
    }
    return count > 0;
}

void EngineStreams::serve_until_readable(int socket)
{
    std::vector<pollfd> wanted(callbacks_.size() + 1);
    do {
        wanted[0] = {socket, POLLIN, 0};
        for (std::size_t i = 0; i < callbacks_.size(); ++i) {
            wanted[i + 1] = {callbacks_[i].pipe.get(), POLLIN, 0};
        }
        ::poll(wanted.data(), wanted.size(), -1);
        for (std::size_t i = 0; i < callbacks_.size(); ++i) {
            if (wanted[i + 1].revents != 0) {
                read(callbacks_[i]);
            }
        }
    } while (wanted[0].revents == 0);
}

void EngineStreams::drain()
{
    for (auto& callback : callbacks_) {
        while (read(callback)) {
        }
    }
}

}  // namespace atl::process
