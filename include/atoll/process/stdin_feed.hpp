#pragma once

#include <stop_token>
#include <string_view>

#include "atoll/process/unique_fd.hpp"

namespace atl::process {

/// The standard input of a process, written while the process runs.
///
/// One thread gives it to LaunchHelper::run inside a ProcessRequest and waits there; another one
/// writes. Must outlive that call. Used for one process only.
class StdinFeed {
  public:
    enum class Result {
        written,  ///< All of it is on its way.
        closed,   ///< The process reads no more (it has ended, or closed its input).
        stopped,  ///< Stop was requested before all was written.
    };

    /// \throws Error{io} when the process has no file descriptors left.
    StdinFeed();

    /// Waits until the process has taken \p bytes (or the pipe has room for them). One thread at a
    /// time.
    [[nodiscard]] Result write(std::string_view bytes, std::stop_token const& stop = {});
    /// The process sees the end of its input. By the thread that writes.
    void close() noexcept { ends_.write.reset(); }

    /// The end that the process reads from. For LaunchHelper.
    [[nodiscard]] int reading_end() const noexcept { return ends_.read.get(); }
    /// Our copy of it is closed, so that a write after the end of the process is noticed. For
    /// LaunchHelper.
    void forget_reading_end() noexcept { ends_.read.reset(); }

  private:
    Pipe ends_;
};

}  // namespace atl::process
