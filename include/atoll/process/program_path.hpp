#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace atl::process {

/// The file that a shell would run for \p program: itself when it holds a '/', else the first
/// executable regular file of that name in the folders of \p path (as in PATH; an empty folder is
/// the working directory). \returns nothing when there is none. Reads the file system; thread-safe.
[[nodiscard]] std::optional<std::string> find_program(std::string_view program,
                                                      std::string_view path);

/// Value of PATH in \p environment ("NAME=value" texts, ended by a null pointer), or the system's
/// default.
[[nodiscard]] std::string_view search_path(char const* const* environment) noexcept;

/// Why \p program cannot be started, for a person: \p code is the errno value of the attempt.
[[nodiscard]] std::string start_problem(std::string_view program, std::string_view path, int code);

}  // namespace atl::process
