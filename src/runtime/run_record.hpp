#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "atoll/core/error.hpp"
#include "atoll/drops/run_file.hpp"
#include "atoll/manager/protocol.hpp"

#include "runtime/drop_catalog.hpp"

namespace atl::runtime {

/// What became of every drop, written to run.h5 as the ranks report it.
///
/// Rows may come in any order; those of one chunk of the file wait in memory for each other. Drops
/// of which nothing comes were cancelled: their rank is lost. Errors of the file are kept until
/// close(). Used by one thread.
class RunRecord {
  public:
    /// \p catalog outlives the record.
    RunRecord(std::filesystem::path file, DropCatalog const& catalog);
    ~RunRecord();
    RunRecord(RunRecord const&) = delete;
    RunRecord& operator=(RunRecord const&) = delete;

    void add(manager::RowBatch batch);

    /// No more rows will come. Adds the drops of which nothing came.
    void end();

    /// Drops by state, after end() of all.
    [[nodiscard]] manager::StateCounts const& counts() const noexcept { return counts_; }
    /// The first drops that ended in ERROR, in the order in which they were reported.
    [[nodiscard]] std::vector<manager::FailureNote> const& errors() const noexcept
    {
        return errors_;
    }

    /// Completes the file with \p summary, to which templates and failures are added here.
    /// \throws Error{io} when it could not be written.
    void close(drops::RunSummary summary);

  private:
    /// Rows that lie together in the file.
    struct Chunk {
        std::vector<manager::DropRow> rows;
        std::uint64_t missing{0};
    };

    void add(manager::DropRow const& row);
    [[nodiscard]] Chunk make_chunk(std::uint64_t number) const;
    void write(std::uint64_t number, Chunk const& chunk);

    std::filesystem::path path_;
    DropCatalog const& catalog_;
    std::unique_ptr<drops::RunFile> file_;
    std::optional<Error> problem_;
    std::vector<std::unique_ptr<Chunk>> open_;  // [chunks]
    std::vector<bool> written_;                 // [chunks]
    manager::StateCounts counts_{};
    std::vector<manager::FailureNote> failures_;
    std::vector<manager::FailureNote> errors_;
    std::vector<drops::RunRow> lines_;  // of the chunk being written; kept for its memory
};

}  // namespace atl::runtime
