#pragma once

#include <cstdint>
#include <string>

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// The side of a node at which a link ends.
enum class PortSide : std::uint8_t { input, output };

/// Name of the port of \p node that a link calls \p id. A link that names none (null) means the
/// last port of that side. \returns "" when there is no such port.
[[nodiscard]] std::string port_name(Json const& node, Json const& id, PortSide side);

}  // namespace atl::graph::logical
