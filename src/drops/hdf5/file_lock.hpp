#pragma once

#include <filesystem>
#include <string>

#include "atoll/process/unique_fd.hpp"

namespace atl::drops {

/// The only one, on all nodes, that works on what a lock file stands for, as long as it lives.
///
/// Uses the file system's locks, which end with the process; where the file system has none, the
/// existence of a second file, which a crash leaves behind.
class FileLock {
  public:
    /// Waits for it; the lock file goes with this. \throws Error{io} when it cannot be had: the
    /// folder cannot be written, or a lock without file system support is not given up within ten
    /// minutes.
    explicit FileLock(std::filesystem::path file);
    FileLock(FileLock const&) = delete;
    FileLock& operator=(FileLock const&) = delete;
    ~FileLock();

  private:
    void take_by_existence();

    std::filesystem::path file_;
    process::UniqueFd fd_;
    std::filesystem::path existence_;  // empty: the file system has locks
};

}  // namespace atl::drops
