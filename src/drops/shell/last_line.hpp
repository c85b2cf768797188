#pragma once

#include <string>
#include <string_view>

namespace atl::drops {

/// Keeps the last line of a stream that comes in pieces, and no more than a line's worth of memory.
class LastLine {
  public:
    static constexpr std::size_t longest = 400;  ///< Bytes kept of a line.

    void add(std::string_view piece);
    /// The last line that is not empty, without its end; "" when there was none.
    [[nodiscard]] std::string text() const;

  private:
    std::string complete_;
    std::string growing_;
};

}  // namespace atl::drops
