#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "atoll/session/log_limits.hpp"

namespace atl::session {

/// One stream of one try of an app: its first bytes are for the log at once, its last ones are
/// remembered.
class BoundedStream {
  public:
    /// Counts \p bytes and remembers them if they may be among the last ones.
    /// \returns those of them that belong to the first ones.
    [[nodiscard]] std::string_view take(std::string_view bytes, LogLimits const& limits);

    /// Bytes that came so far.
    [[nodiscard]] std::uint64_t received() const noexcept { return received_; }
    /// The last bytes that came, without those that take() returned.
    [[nodiscard]] std::string_view tail(LogLimits const& limits) const noexcept;
    /// End of what is in the log; kept by the writer.
    std::uint64_t written_to{0};

  private:
    std::uint64_t received_{0};
    std::string tail_;  // a little longer than the limit, so that bytes are moved rarely
};

}  // namespace atl::session
