#pragma once

#include <string>
#include <string_view>

#include "atoll/process/unique_fd.hpp"

namespace atl::app {

/// Watches the `atoll run` that has started the ranks, from within one of them: when it is gone
/// (killed, or its terminal closed), nobody waits for the session any more.
class LauncherWatch {
  public:
    /// \param launcher  what this_process() said there; empty: nobody is watched. One on another
    /// host is not watched either.
    explicit LauncherWatch(std::string_view launcher);

    /// True when the launcher has ended.
    [[nodiscard]] bool is_gone() const;

    /// Host and number of the calling process, as "HOST:NUMBER".
    [[nodiscard]] static std::string this_process();

  private:
    bool was_gone_{false};
    process::UniqueFd launcher_;  // readable when it has ended; none when nobody is watched
};

}  // namespace atl::app
