#include "atoll/process/process_outcome.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace atl::process {

int ProcessOutcome::shell_code() const noexcept
{
    switch (end) {
        case ProcessEnd::exited:
            return code;
        case ProcessEnd::signalled:
            return 128 + code;
        case ProcessEnd::not_started:
            return code == ENOENT ? 127 : 126;
        case ProcessEnd::helper_lost:
            return 128 + 9;
    }
    return 126;
}

std::string ProcessOutcome::describe() const
{
    if (timed_out) {
        return "took longer than its time limit";
    }
    if (cancelled) {
        return "cancelled";
    }
    switch (end) {
        case ProcessEnd::exited:
            return fmt::format("exit code {}", code);
        case ProcessEnd::signalled:
            return fmt::format("ended by signal {} ({})", code, ::strsignal(code));
        case ProcessEnd::not_started:
        case ProcessEnd::helper_lost:
            return problem;
    }
    return problem;
}

}  // namespace atl::process
