#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace atl::journal {

/// What is written of an app in the moment in which it has ended well, long before the journal's
/// next commit: docs/reference/journal.md. It outlives the process that wrote it, not the node.
struct Receipt {
    std::uint32_t epoch{0};    ///< In which the app was begun.
    std::int64_t begun_ns{0};  ///< When that was, wall clock; 0: not known.
    /// RunnerOptions::staging of where it ran; empty: on the rank that owns it.
    std::string staging;
    std::string uid;
    /// The process ended well, but the try failed all the same: what was said before is not true.
    bool withdrawn{false};

    friend bool operator==(Receipt const&, Receipt const&) = default;
};

/// The bytes that are appended for \p receipt; empty when its uid cannot stand on one line.
[[nodiscard]] std::string to_line(Receipt const& receipt);

/// The bytes that a launch helper appends when the engine that it served is gone and no process of
/// it is left: the last of the file, unless another process goes on with it.
[[nodiscard]] std::string line_of_the_end();

/// Whether line_of_the_end() is the last in \p file. False when it cannot be read.
[[nodiscard]] bool writer_has_ended(std::filesystem::path const& file);

/// The kernel's name for this start of this machine: what was written and not flushed is there as
/// long as it is the same. "unknown" where the kernel does not say.
[[nodiscard]] std::string boot_id();

/// Where one process, and its launch helper, append receipts. Thread-safe.
class ReceiptFile {
  public:
    /// Makes \p path, or goes on with it, and its folder; holds a lock on it until destruction, by
    /// which a reader knows that the process lives. \throws Error{io} when that is not possible.
    explicit ReceiptFile(std::filesystem::path path);
    ~ReceiptFile();
    ReceiptFile(ReceiptFile const&) = delete;
    ReceiptFile& operator=(ReceiptFile const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }
    /// One write, without a flush. What cannot be written is not there: its app runs again.
    void append(std::string_view line) const noexcept;

  private:
    std::filesystem::path path_;
    int file_{-1};
};

/// All receipts in \p folder that hold, by file and in the order in which they were written; none
/// when there is no such folder. Only files whose content cannot have been lost are believed: those
/// of machines that \p still_up knows by their boot id, and of processes that live. Torn lines are
/// passed over.
[[nodiscard]] std::vector<Receipt> read_receipts(
    std::filesystem::path const& folder,
    std::function<bool(std::string_view boot)> const& still_up);

}  // namespace atl::journal
