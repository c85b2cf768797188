#pragma once

#include <memory>
#include <ostream>

namespace atl::app {

/// A stream whose JSON comes out with one member or element a line and two spaces for each level,
/// as Python's `json.dump(..., indent=2)` writes it. Texts and numbers stay as they are.
class IndentedStream : public std::ostream {
  public:
    /// \p target must outlive this. What is written here, in pieces of any size, must be JSON; each
    /// value at the top ends with a line's end. Nothing is held back.
    explicit IndentedStream(std::ostream& target);
    ~IndentedStream() override;
    IndentedStream(IndentedStream const&) = delete;
    IndentedStream& operator=(IndentedStream const&) = delete;

  private:
    class Buffer;
    std::unique_ptr<Buffer> buffer_;
};

}  // namespace atl::app
