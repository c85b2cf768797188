#pragma once

#include <filesystem>
#include <memory>

#include "atoll/core/clock.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/core/log_sink.hpp"
#include "atoll/session/log_limits.hpp"

namespace atl::session {

/// Keeps what the apps of a rank print, in the files that docs/reference/log-format.md describes.
/// Thread-safe.
///
/// Every piece is in the file when write() returns, except the last bytes of a stream that exceeds
/// its head: they are written at its end(). When the disk is full, output is counted and not kept.
class LogWriter final : public LogSink {
  public:
    /// Opens the files of \p rank in \p folder; what is in them stays. \p clock must outlive this.
    /// \throws Error{io} when they cannot be opened.
    LogWriter(std::filesystem::path const& folder,
              RankId rank,
              Clock const& clock,
              LogLimits limits = {});
    /// Ends all that has not ended.
    ~LogWriter() override;

    void write(LogOrigin const& origin, LogStream stream, std::string_view bytes) override;
    void end(LogOrigin const& origin) override;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::session
