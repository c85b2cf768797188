#pragma once

#include <cstdint>
#include <fstream>
#include <iosfwd>
#include <memory>
#include <string>

#include "atoll/graph/packed_stream.hpp"

#include "app/indented_stream.hpp"

namespace atl::app {

/// How JSON is laid out.
enum class JsonLayout : std::uint8_t { compact, indented };

/// A file that a command writes, or standard output for "-"; ".gz" and ".zst" are packed.
class OutputFile {
  public:
    /// \throws Error{io} when \p path cannot be created.
    explicit OutputFile(std::string path, JsonLayout layout = JsonLayout::compact);

    [[nodiscard]] std::ostream& stream();

    /// Makes sure that all has been written. \throws Error{io} when not.
    void close();

  private:
    [[nodiscard]] std::ostream& plain();
    [[noreturn]] void fail(char const* what) const;

    std::string path_;
    std::ofstream file_;
    std::unique_ptr<graph::PackedStream> packed_;
    std::unique_ptr<IndentedStream> indented_;
};

}  // namespace atl::app
