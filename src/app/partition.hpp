#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll partition`: writes a graph with the part ("#k") of every drop as DALiuGE does.
[[nodiscard]] int partition(std::span<std::string const> arguments);

}  // namespace atl::app
