#pragma once

#include <string>

#include "atoll/session/session_folder.hpp"
#include "atoll/session/status_file.hpp"

namespace atl::app {

/// Shows how far a session is: one line that is rewritten on a terminal, a line now and then
/// elsewhere.
class ProgressLine {
  public:
    /// Writes to standard error.
    ProgressLine();
    void show(session::Status const& status);
    /// Shows \p words in place of the bar, when nothing is known of the drops yet.
    void show(std::string const& words);
    /// Ends the line, so that other text may follow.
    void finish();

  private:
    void rewrite(std::string const& text);

    bool terminal_{false};
    bool open_{false};
    std::string last_;
    int last_tenth_{-1};
};

/// "[#####.....]  52 %  1040 of 2000 drops, 4 running, 1 failed, 12.3 s" for \p status.
[[nodiscard]] std::string progress_text(session::Status const& status);

/// The last lines on the terminal: what happened, which drops failed and why, where the results
/// are, what shows more.
[[nodiscard]] std::string outcome_text(session::SessionFolder const& folder,
                                       session::Status const& status);

}  // namespace atl::app
