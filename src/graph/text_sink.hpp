#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "atoll/core/error.hpp"

namespace atl::graph {

/// Collects text and hands it to a stream in large pieces.
class TextSink {
  public:
    explicit TextSink(std::ostream& out) : out_(&out) {}

    /// Where to append.
    [[nodiscard]] std::string& text() noexcept { return text_; }
    /// Call between pieces: hands over what has come together.
    void flush_if_full()
    {
        constexpr std::size_t piece = std::size_t{1} << 18U;
        if (text_.size() >= piece) {
            flush();
        }
    }
    /// \throws Error{io} when the stream fails.
    void flush()
    {
        out_->write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
        if (!*out_) {
            throw Error{ErrorKind::io, "the graph cannot be written", "is the disk full?"};
        }
    }

  private:
    std::ostream* out_;
    std::string text_;
};

}  // namespace atl::graph
