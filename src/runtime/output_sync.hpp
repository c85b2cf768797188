#pragma once

#include <filesystem>
#include <set>

namespace atl::runtime {

/// Flushes files and folders of data drops to disk. Blocks; for the journal's thread.
class OutputSync {
  public:
    /// Flushes the content of the file or folder \p path. \returns 0 or the errno value of what
    /// failed.
    int flush(std::filesystem::path const& path);

    /// Flushes the folders in which what was flushed since the last call has its names, each once.
    /// \returns as flush().
    int flush_names();

  private:
    std::set<std::filesystem::path> folders_;
};

}  // namespace atl::runtime
