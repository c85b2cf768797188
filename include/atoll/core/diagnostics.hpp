#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "atoll/core/error.hpp"

namespace atl {

enum class Severity { note, warning, error };  ///< How much a problem matters.

/// One thing that is wrong with a user's file.
struct Problem {
    Severity severity{Severity::error};
    std::string where;  ///< Place: "graph.json: /3/inputs/0 (drop 'x')" or "site.yaml:12:3".
    std::string what;   ///< What is wrong and why, user's values in single quotes.
    std::string hint;   ///< What would be right; may be empty.
};

/// All problems of a file, so that they are reported together and not one a run.
///
/// Keeps the first `kept_per_severity` of each severity and counts the rest: memory is bounded
/// whatever the file holds. Not thread-safe.
class Diagnostics {
  public:
    static constexpr std::size_t kept_per_severity = 20;

    void add(Problem problem);
    void error(std::string where, std::string what, std::string hint = {});
    void warning(std::string where, std::string what, std::string hint = {});
    void note(std::string where, std::string what, std::string hint = {});

    [[nodiscard]] std::size_t count(Severity severity) const noexcept;
    [[nodiscard]] bool has_errors() const noexcept { return count(Severity::error) > 0; }
    /// Those that were kept, in the order in which they were found.
    [[nodiscard]] std::vector<Problem> const& problems() const noexcept { return problems_; }

    /// Lines for a terminal: every kept problem with its place and hint, then "... and 17 more
    /// errors".
    [[nodiscard]] std::string render() const;

    /// \throws Error{kind} with all of them as its text, when there is an error.
    void throw_if_errors(ErrorKind kind, std::string const& subject) const;

  private:
    std::vector<Problem> problems_;
    std::size_t counts_[3]{};
};

}  // namespace atl
