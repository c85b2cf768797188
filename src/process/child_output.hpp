#pragma once

#include <span>
#include <string_view>

#include "atoll/core/log_sink.hpp"
#include "atoll/process/unique_fd.hpp"

namespace atl::process {

/// The two streams of a process that go to the log: the pipes, and whether something came.
///
/// Our copies of the writing ends stay open until the process has ended: a silent process then
/// costs no wake-up. Used by one thread.
class ChildOutput {
  public:
    ChildOutput(LogSink* log, LogOrigin origin) : log_(log), origin_(origin) {}
    ChildOutput(ChildOutput const&) = delete;
    ChildOutput& operator=(ChildOutput const&) = delete;
    /// Tells the log that nothing more comes.
    ~ChildOutput();

    /// Makes the pipe of \p stream. \returns the end for the process. \throws Error{io} without
    /// descriptors.
    [[nodiscard]] int open(LogStream stream);
    /// To wait for; -1 when closed.
    [[nodiscard]] int reading_end(LogStream stream) const noexcept { return of(stream).read.get(); }
    /// Takes what there is now to the log, at most one buffer full; notices the end of the stream.
    void read(LogStream stream, std::span<char> buffer);
    /// The process has ended: from now on the end of a stream can be seen.
    void close_writing_ends() noexcept;
    [[nodiscard]] bool is_open() const noexcept { return output_.read || errors_.read; }

  private:
    [[nodiscard]] Pipe const& of(LogStream stream) const noexcept
    {
        return stream == LogStream::output ? output_ : errors_;
    }
    [[nodiscard]] Pipe& of(LogStream stream) noexcept
    {
        return stream == LogStream::output ? output_ : errors_;
    }

    LogSink* log_;
    LogOrigin origin_;
    Pipe output_;
    Pipe errors_;
    bool wrote_{false};
};

}  // namespace atl::process
