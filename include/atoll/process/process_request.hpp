#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "atoll/process/environment_edit.hpp"

namespace atl::process {

class StdinFeed;

/// Where a process reads its standard input from.
struct NoInput {};  ///< Nothing: /dev/null.
struct InputFd {    ///< An open file.
    int fd{-1};     ///< Borrowed for the call; the process shares its position.
};
struct InputText {           ///< Bytes that are in memory.
    std::string_view bytes;  ///< Borrowed for the call; given to the process as a file in memory.
};
using StandardInput = std::variant<NoInput, InputFd, InputText, StdinFeed*>;

/// Where a process writes one of its output streams to.
struct ToLog {};      ///< The log of the rank, under the drop's uid.
struct ToNowhere {};  ///< Thrown away: /dev/null.
struct ToFd {         ///< An open file.
    int fd{-1};       ///< Borrowed for the call.
};
struct ToCallback {  ///< A function of the engine.
    /// Called with each piece as it comes, by the thread that runs the process.
    std::function<void(std::string_view)> receive;
};
using StandardOutput = std::variant<ToLog, ToNowhere, ToFd, ToCallback>;

/// A process to run for a drop.
struct ProcessRequest {
    std::vector<std::string>
        argv;  ///< Program (found through PATH) and arguments; no shell sees them.
    std::vector<EnvironmentEdit> environment{};  ///< Changes to the helper's environment.
    std::string working_directory{};             ///< Empty: that of the helper.
    StandardInput input{};                       ///< Default: nothing to read.
    StandardOutput output{};                     ///< Standard output; default: the log.
    StandardOutput errors{};                     ///< Standard error; default: the log.
    std::vector<int> inherited{};  ///< Borrowed; number i is descriptor 3 + i of the process.
    std::chrono::milliseconds time_limit{0};  ///< Then it is ended; 0: none.
    std::string drop{};                       ///< Uid of the drop, for the log.
    std::uint32_t attempt{1};                 ///< Try of the drop, for the log.
    /// Appended to the helper's receipts (LaunchHelper::open_receipts) by the helper itself, in the
    /// moment in which the process ends with exit code 0, unless it was being ended. Without NUL.
    std::string receipt{};
};

}  // namespace atl::process
