#pragma once

#include <cstddef>
#include <string_view>

namespace atl::process {

/// Kills every process of ours that a launch helper with this \p cookie started and that still
/// runs, also when the helper and the engine are gone. Looks at the environment of all processes of
/// the machine: takes milliseconds. \returns how many it killed. Thread-safe.
std::size_t kill_leftover_processes(std::string_view cookie);

}  // namespace atl::process
