#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll show`: prints what a graph is made of, or draws it.
[[nodiscard]] int show(std::span<std::string const> arguments);

}  // namespace atl::app
