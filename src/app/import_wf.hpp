#pragma once

#include <span>
#include <string>

namespace atl::app {

/// Turns a recorded workflow (WfCommons' WfFormat) into a physical graph template.
int import_wf(std::span<std::string const> arguments);

}  // namespace atl::app
