#pragma once

#include <optional>
#include <string>

namespace atl::process {

/// One change to the environment that a program inherits.
struct EnvironmentEdit {
    std::string name;
    std::optional<std::string> value;  ///< Nothing: the variable is removed.
};

}  // namespace atl::process
