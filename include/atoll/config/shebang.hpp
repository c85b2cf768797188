#pragma once

#include <cstdint>
#include <string_view>

namespace atl::config {

/// Shells by what an Atoll script needs to run in them.
enum class ScriptShell : std::uint8_t {
    bash,   ///< Runs it as it is.
    posix,  ///< Starts bash with the rest: sh, dash, ksh, zsh and the like.
    other,  ///< Cannot: csh, python, ...
};

/// The shell that \p shebang names: "#!/bin/bash --login", "#!/usr/bin/env -S sh".
[[nodiscard]] ScriptShell shell_of(std::string_view shebang) noexcept;

}  // namespace atl::config
