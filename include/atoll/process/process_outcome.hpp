#pragma once

#include <cstdint>
#include <string>

#include "atoll/core/units.hpp"

namespace atl::process {

/// How a process ended.
enum class ProcessEnd : std::uint8_t {
    exited,       ///< By itself; `code` is its exit code.
    signalled,    ///< By a signal; `code` is the signal.
    not_started,  ///< It never ran; `code` is an errno value, `problem` says why.
    helper_lost,  ///< The launch helper is gone, and the process with it.
};

/// What became of a process.
struct ProcessOutcome {
    ProcessEnd end{ProcessEnd::not_started};
    int code{0};
    bool timed_out{false};     ///< We ended it: it took longer than its time limit.
    bool cancelled{false};     ///< We ended it: stop was requested.
    std::string problem{};     ///< Why it was not started or was lost, for a person; else empty.
    std::int64_t start_ns{0};  ///< Monotonic clock.
    std::int64_t end_ns{0};    ///< Monotonic clock.
    Bytes max_rss{0};  ///< Largest resident memory of the process or of a child it waited for.
    std::int64_t cpu_ns{0};  ///< Processor time, with that of the children it waited for.

    [[nodiscard]] bool succeeded() const noexcept
    {
        return end == ProcessEnd::exited && code == 0 && !timed_out && !cancelled;
    }
    /// As a shell shows it: the exit code, 128 + signal, 127 (not found), 126 (could not be
    /// started).
    [[nodiscard]] int shell_code() const noexcept;
    /// For a person: "exit code 3", "ended by signal 9 (Killed)", "took longer than its time
    /// limit", ...
    [[nodiscard]] std::string describe() const;
};

}  // namespace atl::process
