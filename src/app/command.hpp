#pragma once

#include <span>
#include <string>
#include <string_view>

namespace atl::app {

/// A subcommand of `atoll`: one file of this folder each.
struct Command {
    std::string_view name;
    std::string_view
        summary;  ///< One line for `atoll --help`; empty for commands that only programs call.
    /// \param arguments  what follows the name.
    /// \returns the exit status (docs/reference/exit-statuses.md). \throws Error, which main shows.
    int (*run)(std::span<std::string const> arguments);
};

/// All subcommands in the order of `atoll --help`.
[[nodiscard]] std::span<Command const> commands() noexcept;

}  // namespace atl::app
