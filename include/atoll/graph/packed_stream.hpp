#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <string_view>

namespace atl::graph {

/// How a file is packed.
enum class Packing : std::uint8_t { none, gzip, zstd };

/// What the suffix of \p file says: ".gz", ".zst", or neither.
[[nodiscard]] Packing packing_of(std::string_view file) noexcept;

/// A stream whose text is packed on its way to another stream.
class PackedStream : public std::ostream {
  public:
    /// \p target must outlive this; \pre packing is not none.
    PackedStream(std::ostream& target, Packing packing);
    ~PackedStream() override;
    PackedStream(PackedStream const&) = delete;
    PackedStream& operator=(PackedStream const&) = delete;

    /// Writes what is still inside; nothing may be written afterwards. A failure to write shows in
    /// the state of the stream given at construction.
    void finish();

  private:
    class Buffer;
    std::unique_ptr<Buffer> buffer_;
};

}  // namespace atl::graph
