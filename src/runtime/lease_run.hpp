#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/manager/lease_protocol.hpp"

namespace atl::runtime {

/// Runs the app of \p order to its end, away from the rank that owns it. What it writes is in the
/// result, or staged under the order's key; when it fails or is given back, nothing is left.
///
/// \param options    what all runs here share; `staging`, `stop` and `scratch_folder` are set for
///                   this one, the latter to a folder of its own inside.
/// \param was_ended  tells whether an app that died of a signal did so because this process is
///                   being ended.
/// Thread-safe; blocks; does not throw: whatever goes wrong is a failure of the app.
[[nodiscard]] manager::LeaseResult run_lease(manager::LeaseOrder const& order,
                                             drops::RunnerOptions options,
                                             std::stop_token const& stop,
                                             std::function<bool()> const& was_ended) noexcept;

}  // namespace atl::runtime
