#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <vector>

namespace atl::runtime {

/// Flushes files and folders of data drops to disk. Blocks; for the journal's thread.
class OutputSync {
  public:
    /// Flushes the content of the file or folder \p path. \returns 0 or the errno value of what
    /// failed.
    int flush(std::filesystem::path const& path);

    /// Flushes all of \p paths. Several at once, by threads of its own: file systems write what
    /// comes together in one go. \param meanwhile  called by this thread between two of its share.
    /// \returns [paths] as flush().
    [[nodiscard]] std::vector<int> flush(std::span<std::filesystem::path const> paths,
                                         std::function<void()> const& meanwhile);

    /// Flushes the folders in which what was flushed since the last call has its names, each once.
    /// \returns as flush().
    int flush_names();

  private:
    std::set<std::filesystem::path> folders_;
};

}  // namespace atl::runtime
