#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/types.h>

#include "atoll/core/log_sink.hpp"

#include "environment.hpp"

namespace atl::process {

/// What all threads of the helper share. Constant after its start but for the log (thread-safe) and
/// the counters.
struct HelperContext {
    Environment environment;            ///< Of all processes.
    std::vector<char*> variables;       ///< Pointers into `environment`, ended by null.
    std::string path;                   ///< PATH in `environment`.
    std::unique_ptr<LogSink> log;       ///< Null: what processes print is thrown away.
    std::chrono::nanoseconds grace{0};  ///< Between SIGTERM and SIGKILL.
    rlimit open_files{};  ///< Limit that processes get: the one from before we raised ours.
    pid_t pid{0};         ///< The helper's.
    /// Where receipts go; -1: nowhere. Set once; another file takes over the same number. Relaxed:
    /// the engine asks for it before it sends the first receipt, and waits for the answer.
    std::atomic<int> receipts{-1};
    std::atomic<int> busy_lanes{
        0};  ///< Lanes whose engine side is still open. Relaxed but for the last: release.
};

}  // namespace atl::process
