#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "atoll/core/log_sink.hpp"

namespace atl::session {

/// What of a session's logs is wanted.
struct LogQuery {
    std::string drop{};                      ///< Uid; empty: all drops.
    std::optional<std::uint32_t> attempt{};  ///< Nothing: all tries.
    std::optional<LogStream> stream{};       ///< Nothing: both.
};

/// Something that an app printed. Valid during the call that shows it.
struct LogPiece {
    LogOrigin origin;
    LogStream stream{LogStream::output};
    std::int64_t time_ns{0};   ///< Since 1970-01-01 UTC.
    std::uint64_t missing{0};  ///< Bytes of the stream before this piece that were not kept.
    std::string_view bytes;    ///< Empty when it only tells of missing bytes.
};

/// Reads what LogWriters of all ranks keep, also while they write. One thread at a time.
class LogReader {
  public:
    /// \p folder is the session's folder of logs; files may appear in it later.
    LogReader(std::filesystem::path folder, LogQuery query);
    LogReader(LogReader const&) = delete;
    LogReader& operator=(LogReader const&) = delete;
    ~LogReader();

    /// Shows all that was not shown before, rank after rank, each in the order in which it was
    /// kept. A file whose end is damaged or not yet complete is read up to there. \returns the
    /// number of pieces shown. \throws Error{io} when a file is none of ours or cannot be read.
    std::size_t read_new(std::function<void(LogPiece const&)> const& show);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::session
