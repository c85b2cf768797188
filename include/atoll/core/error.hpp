#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace atl {

/// Why the program cannot go on. A kind exists only where some code reacts to it: the exit status.
enum class ErrorKind {
    usage,           ///< The command line is wrong.
    invalid_graph,   ///< The graph cannot be read, or cannot be run.
    invalid_config,  ///< The cluster file or a setting is wrong.
    io,              ///< A file or folder cannot be read or written.
    slurm,           ///< A SLURM command failed or refused.
    lost_rank,       ///< A rank of the job ended before the session did.
    internal,        ///< A mistake of ours.
};

/// Exit statuses of `atoll`, as docs/reference/exit-statuses.md lists them.
enum class ExitStatus : int {
    success = 0,        ///< Every drop is where it should be.
    drops_failed = 1,   ///< The session ended; some drops failed.
    usage = 2,          ///< The command line is wrong.
    invalid_input = 3,  ///< Graph or configuration is wrong; nothing was started.
    io = 4,             ///< A file or folder could not be read or written.
    slurm = 5,          ///< A SLURM command failed or refused.
    lost_rank = 6,      ///< A rank or node of the job was lost.
    cancelled = 7,      ///< The session was cancelled by a person.
    out_of_time = 8,    ///< The job's time limit ended the session.
    internal = 70,      ///< A mistake of ours: please report it.
};

/// Words in which \p kind is told to a person, for instance "invalid graph".
[[nodiscard]] std::string_view to_string(ErrorKind kind) noexcept;

/// The process exit status that stands for \p kind.
[[nodiscard]] ExitStatus exit_status(ErrorKind kind) noexcept;

/// The program, or the part of it that a command runs, cannot go on.
///
/// Thrown during start-up and in the control plane only; a failed drop is a value, never an
/// exception. The text has up to three parts: problem (what is wrong and why), hint (what would be
/// right) and "while ..." lines that say where, innermost first.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, std::string problem, std::string hint = {});

    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
    [[nodiscard]] std::string const& problem() const noexcept { return problem_; }
    [[nodiscard]] std::string const& hint() const noexcept { return hint_; }

    /// The same error with one more "while ..." line.
    [[nodiscard]] Error during(std::string_view activity) const;

  private:
    Error(ErrorKind kind, std::string problem, std::string hint, std::string context);

    ErrorKind kind_;
    std::string problem_;
    std::string hint_;
    std::string context_;
};

/// The text of errno value \p code, for instance "No such file or directory".
[[nodiscard]] std::string errno_text(int code);

}  // namespace atl
