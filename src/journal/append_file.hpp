#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace atl::journal {

/// A file that only grows. Members return 0 or the errno value of what went wrong.
class AppendFile {
  public:
    virtual ~AppendFile() = default;
    /// Writes all of \p bytes at \p offset; after an error, any part of them may be there.
    [[nodiscard]] virtual int write(std::span<std::byte const> bytes, std::uint64_t offset) = 0;
    /// What was written is on disk when this returns 0.
    [[nodiscard]] virtual int sync() = 0;
    [[nodiscard]] virtual int truncate(std::uint64_t size) = 0;
};

/// Makes the files of a journal; replaced in tests by one whose disk is full.
class FileMaker {
  public:
    struct Made {
        std::unique_ptr<AppendFile> file;  ///< Empty when `error` is set.
        int error{0};                      ///< errno; EEXIST when the file is there already.
    };

    virtual ~FileMaker() = default;
    [[nodiscard]] virtual Made make(std::filesystem::path const& path) = 0;
    /// Names in \p folder are on disk when this returns 0.
    [[nodiscard]] virtual int sync_folder(std::filesystem::path const& folder) = 0;
};

/// Files of the operating system.
[[nodiscard]] std::unique_ptr<FileMaker> system_files();

}  // namespace atl::journal
