#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "atoll/graph/read_graph.hpp"

namespace atl::graph {

/// The text of a graph file, in memory and unpacked.
class GraphFile {
  public:
    /// Reads \p file ("-": standard input; ".gz" and ".zst" are unpacked).
    /// \throws Error{io} when it cannot be read.
    explicit GraphFile(std::filesystem::path const& file);
    ~GraphFile();
    GraphFile(GraphFile&&) noexcept;
    GraphFile& operator=(GraphFile&&) noexcept;
    GraphFile(GraphFile const&) = delete;
    GraphFile& operator=(GraphFile const&) = delete;

    /// For messages.
    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    /// Valid as long as the file.
    [[nodiscard]] std::string_view text() const noexcept;
    /// \throws Error{invalid_graph} when it is no graph at all.
    [[nodiscard]] GraphForm form() const;
    /// As read_physical_graph(), without a copy of the text.
    [[nodiscard]] ReadResult read_physical(FileCheck check = FileCheck::as_stated) const;

  private:
    struct Text;
    std::string name_;
    std::unique_ptr<Text> text_;
};

}  // namespace atl::graph
