#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/journal/receipt.hpp"

namespace atl::process {
class LaunchHelper;
}

namespace atl::runtime {

/// The receipts that one process and its launch helper write (journal::Receipt). Thread-safe.
///
/// Where they cannot be written the session runs as ever: more may run again when it is killed.
class Receipts {
  public:
    /// They go to \p file; \p launcher may be nullptr, else outlives no call of this.
    Receipts(std::filesystem::path const& file, process::LaunchHelper* launcher);

    /// RunnerOptions::receipt.
    [[nodiscard]] static std::string of(drops::TryName const& tried);
    /// A try has ended here, or elsewhere and its outputs were taken over.
    void ended(drops::TryName const& tried, drops::AppRun const& run) const;

  private:
    std::unique_ptr<journal::ReceiptFile> file_;  ///< nullptr: it could not be opened.
};

/// What the file of receipts of this process is called, an executor on \p host.
[[nodiscard]] std::string executor_receipts(std::string const& host);

/// Whether there is a receipt of \p tried in the folder \p receipts, from this machine or a process
/// that lives.
[[nodiscard]] bool has_receipt(std::filesystem::path const& receipts, drops::TryName const& tried);

/// Removes what ranks of epochs before \p epoch have left in the folder \p receipts: their apps are
/// recorded, or run again. Executors go on writing to theirs.
void forget_receipts(std::filesystem::path const& receipts, std::uint32_t epoch);

/// Whether own app \p app leaves something when it has ended that its run again would double or
/// overwrite: it is a process, or writes to the shared file system.
[[nodiscard]] bool leaves_traces(graph::Part const& part, std::uint32_t app);

}  // namespace atl::runtime
