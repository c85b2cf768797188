#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <thread>

#include "drops/streaming/channel.hpp"

namespace atl::drops {

/// A name in the file system at which a process reads a stream. The pipe and its name go with the
/// object, whether or not the process has read everything.
class PipeForReader {
  public:
    /// \throws Error{io} when the pipe cannot be made at \p path.
    PipeForReader(std::filesystem::path path, std::shared_ptr<Channel> stream);
    ~PipeForReader();
    PipeForReader(PipeForReader const&) = delete;
    PipeForReader& operator=(PipeForReader const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

  private:
    void pump();
    [[nodiscard]] int open_for_reader() const;
    [[nodiscard]] bool write_all(int pipe, std::span<std::byte const> bytes) const;

    std::filesystem::path path_;
    std::shared_ptr<Channel> stream_;
    std::atomic<bool> over_{false};  // relaxed: only ends a loop
    std::jthread thread_;            // last: uses all above
};

/// A name in the file system to which a process writes a stream.
class PipeForWriter {
  public:
    /// Takes the bytes, on a thread of the pipe's.
    using Sink = std::function<void(std::span<std::byte const>)>;

    /// \throws Error{io} when the pipe cannot be made at \p path.
    PipeForWriter(std::filesystem::path path, Sink sink);
    ~PipeForWriter();
    PipeForWriter(PipeForWriter const&) = delete;
    PipeForWriter& operator=(PipeForWriter const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }
    /// The process has ended: hands on what is left in the pipe. \throws Error what the sink threw.
    void finish();

  private:
    void pump(int pipe);

    std::filesystem::path path_;
    Sink sink_;
    std::exception_ptr problem_;     // by the thread; read after it was joined
    std::atomic<bool> over_{false};  // release: what the process wrote is in the pipe
    std::jthread thread_;            // last: uses all above
};

}  // namespace atl::drops
