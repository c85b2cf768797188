#pragma once

#include <string_view>
#include <vector>

#include <sys/types.h>

namespace atl::process {

/// Living descendants of process \p root (zombies are not), itself not included. Reads /proc.
[[nodiscard]] std::vector<pid_t> descendants_of(pid_t root);

/// Living processes of ours, anywhere on the machine, that started with \p variable ("NAME=value")
/// in their environment; without the calling process. Reads /proc.
[[nodiscard]] std::vector<pid_t> processes_with(std::string_view variable);

/// Sends SIGKILL to what processes_with finds until it finds none. \returns how many it found.
std::size_t kill_processes_with(std::string_view variable);

}  // namespace atl::process
