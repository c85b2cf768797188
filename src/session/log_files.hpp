#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "atoll/core/ids.hpp"
#include "atoll/core/log_sink.hpp"

namespace atl::session {

/// A rank's log file and its index, open for appending. Not thread-safe.
class LogFiles {
  public:
    /// What an earlier process has left half-written at their end is removed.
    /// \throws Error{io} when they cannot be opened.
    LogFiles(std::filesystem::path const& folder, RankId rank);
    LogFiles(LogFiles const&) = delete;
    LogFiles& operator=(LogFiles const&) = delete;
    ~LogFiles();

    struct Piece {
        std::int64_t time_ns{0};
        std::uint64_t position{0};
        std::string_view bytes;
    };
    /// Appends a frame and its index entry. \returns false when the disk did not take the frame;
    /// then nothing of it is left.
    [[nodiscard]] bool append(LogOrigin const& origin, LogStream stream, Piece const& piece);
    /// Bytes in the log file.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  private:
    int log_{-1};
    int index_{-1};
    std::uint64_t size_{0};
};

}  // namespace atl::session
