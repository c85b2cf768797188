#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "atoll/core/clock.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::runtime {

/// Keeps a rank that was given up from publishing: before it does, it looks whether the session has
/// begun a later epoch without it (docs/adr/0056-ranks-that-were-given-up.md). Thread-safe.
class Fence {
  public:
    /// \param given_up  called instead of returning from check(), with the later epoch; when it
    /// returns, so does check(). Empty: the process ends at once, with status 6.
    Fence(session::SessionFolder folder,
          Clock const& clock,
          std::function<void(std::uint32_t later)> given_up = {});

    /// To be called before anything of \p epoch is put where others find it. Looks at the file
    /// system at most once a second.
    void check(std::uint32_t epoch);

  private:
    session::SessionFolder folder_;
    Clock const& clock_;
    std::function<void(std::uint32_t)> given_up_;
    /// Until when what was seen last holds, monotonic. Relaxed: two threads may both look.
    std::atomic<std::int64_t> holds_until_ns_;
};

}  // namespace atl::runtime
