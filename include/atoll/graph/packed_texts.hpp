#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace atl::graph {

/// A list of short texts, one after the other with their lengths between: 1.25 bytes each beside
/// their letters. An element is found by walking over at most 15 others.
class PackedTexts {
  public:
    /// Room for \p texts of the usual size.
    void reserve(std::size_t texts);
    void push_back(std::string_view text);
    void shrink_to_fit();

    /// Valid until the next push_back().
    [[nodiscard]] std::string_view operator[](std::size_t index) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// All letters and lengths. \pre of a list that grows: less than 4 GiB
    [[nodiscard]] std::size_t bytes() const noexcept { return letters_.size(); }

  private:
    [[nodiscard]] std::string_view text_at(std::size_t place) const noexcept;

    std::vector<char> letters_;          // a length, then so many letters
    std::vector<std::uint32_t> starts_;  // in letters_, of every 16th
    std::size_t size_{0};
};

}  // namespace atl::graph
