#pragma once

#include <cstdint>
#include <string_view>

namespace atl::drops {

/// Which of a process's streams a text came from.
enum class OutputStream : std::uint8_t {
    out,    ///< Standard output.
    error,  ///< Standard error.
    note,   ///< What a built-in app or plug-in says of itself (AppContext::log).
};

/// Whose output a text is.
struct OutputSource {
    std::uint32_t drop{0};  ///< Local index of the app drop.
    unsigned attempt{1};
    OutputStream stream{OutputStream::out};
};

/// Keeps what apps write to their standard streams (`atoll logs`). Thread-safe; bounds it by
/// itself.
class OutputLog {
  public:
    virtual ~OutputLog() = default;
    /// \p text is a piece of the stream, not always a whole line.
    virtual void append(OutputSource source, std::string_view text) noexcept = 0;

  protected:
    OutputLog() = default;
    OutputLog(OutputLog const&) = default;
    OutputLog& operator=(OutputLog const&) = default;
};

}  // namespace atl::drops
