#pragma once

#include <fstream>
#include <iosfwd>
#include <string>

namespace atl::app {

/// A file that a command writes, or standard output for "-".
class OutputFile {
  public:
    /// \throws Error{io} when \p path cannot be created.
    explicit OutputFile(std::string path);

    [[nodiscard]] std::ostream& stream();

    /// Makes sure that all has been written. \throws Error{io} when not.
    void close();

  private:
    [[noreturn]] void fail(char const* what) const;

    std::string path_;
    std::ofstream file_;
};

}  // namespace atl::app
