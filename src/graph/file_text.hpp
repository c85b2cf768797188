#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace atl::graph {

/// Largest text that can be read, bytes (ADR 26): the parser's places have 32 bits.
constexpr std::size_t largest_text = 0xfffffff0;

/// The text of a file, followed by zero bytes that simdjson may read.
class PaddedText {
  public:
    PaddedText() = default;
    /// Room for \p size bytes, contents undefined.
    explicit PaddedText(std::size_t size);
    /// A copy of \p text.
    explicit PaddedText(std::string_view text);

    [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }
    [[nodiscard]] char* data() noexcept { return bytes_.get(); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Makes the text shorter, or longer with undefined contents.
    void resize(std::size_t size);

  private:
    struct Free {
        void operator()(char* bytes) const noexcept;
    };
    std::unique_ptr<char, Free> bytes_;
    std::size_t size_{0};
    std::size_t capacity_{0};
};

/// Reads \p file ("-": standard input); ".gz" and ".zst" are unpacked.
/// \throws Error{io} when it cannot be read or unpacked, Error{invalid_graph} when it is larger
/// than largest_text: as soon as that is seen.
[[nodiscard]] PaddedText read_text(std::filesystem::path const& file);

/// Unpacks gzip.
/// \throws Error{io} when \p packed is not gzip or is cut short.
[[nodiscard]] PaddedText unpack_gzip(std::string_view packed);

/// Unpacks Zstandard.
/// \throws Error{io} when \p packed is not Zstandard or is cut short.
[[nodiscard]] PaddedText unpack_zstd(std::string_view packed);

}  // namespace atl::graph
