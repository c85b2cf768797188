#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "atoll/journal/durability.hpp"
#include "atoll/journal/journal_identity.hpp"
#include "atoll/journal/journal_record.hpp"

namespace atl::journal {

class FileMaker;

/// Writes the journal of one rank: records are gathered in memory and committed together.
///
/// Has no thread and no clock: whoever owns it commits when it is time. Used by one thread at a
/// time.
class JournalWriter {
  public:
    /// Bytes after which a segment is followed by the next.
    static constexpr std::uint64_t segment_limit = std::uint64_t{64} << 20U;

    /// Begins the first segment in \p folder, which is made.
    /// \throws Error{io} when the folder cannot be made or the segment is there: another program
    /// runs this epoch. A full disk is no reason to throw.
    JournalWriter(std::filesystem::path folder, JournalIdentity identity, Durability durability);
    /// The same on other files. \p files is not empty.
    JournalWriter(std::filesystem::path folder,
                  JournalIdentity identity,
                  Durability durability,
                  std::unique_ptr<FileMaker> files);
    ~JournalWriter();
    JournalWriter(JournalWriter const&) = delete;
    JournalWriter& operator=(JournalWriter const&) = delete;

    /// Gathers events, in blocks as the format wants them.
    void add(std::span<JournalEvent const> events);
    /// Gathers another record. \pre it holds no events.
    void add(JournalRecord const& record);

    /// Writes what was gathered, all of it or nothing. \returns false when it could not be written:
    /// it stays in memory for the next commit, and problem() says why.
    [[nodiscard]] bool commit();

    /// Why the last commit failed, for people; empty when it did not.
    [[nodiscard]] std::string const& problem() const noexcept;
    /// Bytes that wait for a commit.
    [[nodiscard]] std::uint64_t waiting() const noexcept;
    /// Bytes that all commits have written.
    [[nodiscard]] std::uint64_t written() const noexcept;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::journal
