#pragma once

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "journal/append_file.hpp"

namespace atl::test {

/// A disk in memory on which things go wrong when told so. Outlives the files on it.
struct MemoryDisk {
    std::map<std::string, std::vector<std::byte>> files;  ///< By file name.
    std::size_t room{1U << 30U};  ///< Bytes that all files may take together.
    int sync_error{0};
    int truncate_error{0};
    int syncs{0};

    [[nodiscard]] std::size_t used() const
    {
        std::size_t bytes = 0;
        for (auto const& [name, content] : files) {
            bytes += content.size();
        }
        return bytes;
    }
};

/// One file on a MemoryDisk.
class MemoryFile final : public journal::AppendFile {
  public:
    MemoryFile(MemoryDisk& disk, std::string name) : disk_(disk), name_(std::move(name)) {}
    int write(std::span<std::byte const> bytes, std::uint64_t offset) override
    {
        auto& content = disk_.files[name_];
        content.resize(offset);
        auto const room = disk_.room - std::min(disk_.room, disk_.used());
        auto const fits = bytes.first(std::min(bytes.size(), room));
        content.insert(content.end(), fits.begin(), fits.end());
        return fits.size() == bytes.size() ? 0 : ENOSPC;
    }
    int sync() override
    {
        ++disk_.syncs;
        return disk_.sync_error;
    }
    int truncate(std::uint64_t size) override
    {
        if (disk_.truncate_error == 0) {
            disk_.files[name_].resize(size);
        }
        return disk_.truncate_error;
    }

  private:
    MemoryDisk& disk_;
    std::string name_;
};

/// Makes the files of a MemoryDisk.
class MemoryFiles final : public journal::FileMaker {
  public:
    explicit MemoryFiles(MemoryDisk& disk) : disk_(disk) {}
    Made make(std::filesystem::path const& path) override
    {
        auto const name = path.filename().string();
        if (disk_.files.contains(name)) {
            return {nullptr, EEXIST};
        }
        disk_.files[name];
        return {std::make_unique<MemoryFile>(disk_, name), 0};
    }
    int sync_folder(std::filesystem::path const& /*folder*/) override { return disk_.sync_error; }

  private:
    MemoryDisk& disk_;
};

}  // namespace atl::test
