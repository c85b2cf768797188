#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "log_format.hpp"

namespace atl::session {

/// Reads one rank's log file from where it stopped before. Not thread-safe.
class LogFileReader {
  public:
    /// A frame as it stands in the file; valid during the call that shows it.
    struct Frame {
        FrameHeader header;
        std::string_view uid;
        std::string_view payload;
    };
    using Show = std::function<void(Frame const&)>;

    /// \throws Error{io} when the file cannot be opened, or is no log file.
    explicit LogFileReader(std::filesystem::path const& file);
    LogFileReader(LogFileReader const&) = delete;
    LogFileReader& operator=(LogFileReader const&) = delete;
    ~LogFileReader();

    /// Shows every new frame of \p drop (empty: of all drops).
    void read_new(std::string_view drop, Show const& show);

  private:
    void read_indexed(std::string_view drop, Show const& show);
    /// Reads the frame at \p offset into memory. \returns false when there is no whole one.
    [[nodiscard]] bool load(std::uint64_t offset, Frame& frame);

    int log_{-1};
    int index_{-1};  // -1: there is none
    std::uint64_t covered_{
        sizeof(LogFileHead)};  // of the log file: all before was shown or skipped
    std::uint64_t index_position_{sizeof(LogFileHead)};  // of the next entry
    std::string buffer_;
};

}  // namespace atl::session
