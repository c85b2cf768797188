#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atl::process {

/// What of the environment decides how a shell would read a command.
struct ShellEnvironment {
    std::string path;  ///< PATH
    std::vector<std::string>
        functions;  ///< Names of exported bash functions, for instance "module".
};

/// \p environment is "NAME=value" texts, ended by a null pointer (`environ`).
[[nodiscard]] ShellEnvironment shell_environment(char const* const* environment);

/// The words of \p command as bash would see them, when it is nothing but plain words and quotes.
/// \returns nothing when a shell is needed: expansions, redirections, pipes, patterns, assignments,
/// reserved words, builtins, several commands, anything in doubt. Pure.
[[nodiscard]] std::optional<std::vector<std::string>> split_plain_command(std::string_view command);

/// Program and arguments that do what `bash -c command` does: the words themselves where no shell
/// is needed and the program is found in PATH, else {"/bin/bash", "-c", command}. Reads the file
/// system; thread-safe.
[[nodiscard]] std::vector<std::string> command_argv(std::string_view command,
                                                    ShellEnvironment const& environment);

/// \p text as one word for a POSIX shell, whatever it holds: unchanged when it is plain, else in
/// single quotes. \pre it holds no NUL byte.
[[nodiscard]] std::string shell_quote(std::string_view text);

}  // namespace atl::process
