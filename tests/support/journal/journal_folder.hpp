#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "atoll/journal/journal_writer.hpp"

#include "support/journal/scratch.hpp"
#include "support/journal/small_journal.hpp"

namespace atl::test {

/// A folder of journals on disk.
class JournalFolder {
  public:
    void write(std::uint32_t epoch, std::uint32_t rank, std::vector<journal::JournalEvent> events)
    {
        journal::JournalWriter writer{
            path(), small_identity(epoch, rank), journal::Durability::none};
        for (auto const& one : events) {
            writer.add(std::span{&one, 1});
        }
        EXPECT_TRUE(writer.commit());
    }
    void flip(std::string const& segment, std::size_t offset) const
    {
        std::fstream file{path() / segment, std::ios::in | std::ios::out | std::ios::binary};
        file.seekg(static_cast<std::streamoff>(offset));
        auto const byte = static_cast<char>(file.get() ^ 1);
        file.seekp(static_cast<std::streamoff>(offset));
        file.put(byte);
    }
    void cut(std::string const& segment, std::size_t bytes) const
    {
        auto const file = path() / segment;
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - bytes);
    }
    [[nodiscard]] std::filesystem::path path() const { return scratch_.path() / "journal"; }

  private:
    Scratch scratch_;
};

}  // namespace atl::test
