#pragma once

#include <cstdint>
#include <string_view>

namespace atl {

/// Who printed: one try of one app drop.
struct LogOrigin {
    std::string_view drop;     ///< Its uid.
    std::uint32_t attempt{1};  ///< 1 for the first try.
};

/// Which of its streams an app printed to. The values are those of the log's format.
enum class LogStream : std::uint8_t { output = 1, errors = 2 };

/// Takes what apps print, for `atoll logs`. All members may be called from several threads at once,
/// and none throws or waits for a disk longer than one write takes: output that cannot be kept is
/// counted, not an error.
class LogSink {
  public:
    virtual ~LogSink() = default;

    /// \p bytes come next in this stream of \p origin; any bytes, not only text.
    virtual void write(LogOrigin const& origin, LogStream stream, std::string_view bytes) = 0;
    /// \p origin has ended: nothing more will come from it.
    virtual void end(LogOrigin const& origin) = 0;

  protected:
    LogSink() = default;
    LogSink(LogSink const&) = delete;
    LogSink& operator=(LogSink const&) = delete;
};

}  // namespace atl
