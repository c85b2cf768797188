#pragma once

#include <atomic>
#include <cstddef>
#include <span>

#include <sys/resource.h>
#include <sys/types.h>

#include "atoll/process/unique_fd.hpp"

namespace atl::process {

/// All that a new process needs; prepared before, because the child runs in our memory until it is
/// another program.
struct SpawnPlan {
    char const* file{nullptr};   ///< Program, with its folder.
    char* const* argv{nullptr};  ///< Ended by a null pointer, like `environment`.
    char* const* environment{nullptr};
    char const* working_directory{nullptr};  ///< Empty: ours.
    int input{-1};                           ///< -1: ours, as for the others.
    int output{-1};
    int errors{-1};
    std::span<int const> inherited{};   ///< Becomes 3, 4, ...; none of them below 3 + their count.
    pid_t parent{0};                    ///< Us.
    rlimit const* open_files{nullptr};  ///< Limit that the process gets.
    std::atomic<pid_t>* pid{nullptr};   ///< Set before the process can end.
};

/// What came of it.
struct Spawned {
    enum class Failed { nothing, clone, enter_folder, execute };

    pid_t pid{-1};
    UniqueFd exit;  ///< Readable when it has ended; still to be waited for.
    Failed failed{Failed::nothing};
    int code{0};  ///< errno of the failure.
};

/// Starts a process the way posix_spawn does (sharing memory until exec), with what posix_spawn
/// lacks: a session of its own, death with its parent thread, a descriptor of the process.
///
/// \p stack is memory for the child, 16 KiB or more, not used by others meanwhile.
/// \pre all signals are blocked in the calling thread, and all handlers are the default ones.
[[nodiscard]] Spawned spawn(SpawnPlan const& plan, std::span<std::byte> stack) noexcept;

}  // namespace atl::process
