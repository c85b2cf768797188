#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "atoll/core/drop_state.hpp"

namespace atl::drops {

/// One drop's line of run.h5.
struct RunRow {
    std::string uid;
    std::uint32_t template_index{0};  ///< Into RunSummary::templates.
    DropState state{};
    std::uint32_t rank{0};
    double start{-1};  ///< Seconds since the session started; negative: never.
    double end{-1};
    std::uint8_t tries{0};
    std::uint64_t bytes{0};
    std::int32_t exit_code{0};
};

/// Why one drop failed.
struct RunFailure {
    std::string uid;
    std::string reason;
};

/// What run.h5 says beside the drops.
struct RunSummary {
    std::map<std::string, std::string> attributes;  ///< Graph hash, versions, hosts, outcome ...
    std::vector<std::string> templates;             ///< Name of each template.
    std::vector<RunFailure> failures;
};

/// Writes run.h5, the record of a session (docs/reference/run-file.md): aside, then by rename in
/// close().
///
/// Uses HDF5 on the calling thread: no other thread of the process may use HDF5 meanwhile.
class RunFile {
  public:
    /// \param drops      number of rows that will come.
    /// \param uid_bytes  length of the longest uid.
    /// \throws Error{io} when the file cannot be made.
    RunFile(std::filesystem::path file, std::uint64_t drops, std::size_t uid_bytes);
    ~RunFile();
    RunFile(RunFile const&) = delete;
    RunFile& operator=(RunFile const&) = delete;

    /// Adds rows after those added before. \throws Error{io}.
    void append(std::span<RunRow const> rows);

    /// Writes \p rows from row \p first on. Rows that are never written are all zero. Cheapest for
    /// whole chunks of `chunk_rows` from a multiple of it. \throws Error{io}.
    void write(std::uint64_t first, std::span<RunRow const> rows);

    /// Rows that are packed together.
    static constexpr std::uint64_t chunk_rows = 16384;

    /// Adds the summary and puts the file in its place. \throws Error{io}.
    void close(RunSummary const& summary);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::drops
