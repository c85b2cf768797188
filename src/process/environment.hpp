#pragma once

#include <string>
#include <vector>

#include "atoll/process/environment_edit.hpp"

namespace atl::process {

/// "NAME=value" texts, in the order in which a program gets them.
using Environment = std::vector<std::string>;

/// Our own environment as it is now. Not to be called while another thread changes it.
[[nodiscard]] Environment own_environment();

/// \p environment without the variables by which an MPI launcher tells a process its rank: an app
/// that uses MPI itself would otherwise take itself for one of our ranks.
[[nodiscard]] Environment without_launcher_variables(Environment environment);

/// Applies \p edits in order to \p environment.
void apply(std::vector<EnvironmentEdit> const& edits, Environment& environment);

/// Pointers to \p texts, ended by a null pointer, as execve takes them; valid as long as \p texts
/// is unchanged.
[[nodiscard]] std::vector<char*> pointers(std::vector<std::string> const& texts);

}  // namespace atl::process
