#pragma once

#include "atoll/process/launch_helper.hpp"
#include "atoll/process/unique_fd.hpp"

namespace atl::process {

/// The whole life of the helper, after the fork. \p control is its end of the control socket. Never
/// returns.
[[noreturn]] void run_helper_process(UniqueFd control, LaunchOptions const& options) noexcept;

}  // namespace atl::process
