#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace atl::graph {

/// Distinct texts, numbered 0.. in the order of their first mention.
///
/// Texts are kept one after the other: 4 bytes a text beside its letters and the search table.
class TextTable {
  public:
    /// Number of \p text, which is added when it is new.
    /// \pre all texts together stay below 4 GiB.
    std::uint32_t add(std::string_view text);

    [[nodiscard]] std::uint32_t size() const noexcept
    {
        return static_cast<std::uint32_t>(offsets_.size() - 1);
    }
    [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept;
    /// Letters of all texts together.
    [[nodiscard]] std::size_t letters() const noexcept { return letters_.size(); }

    /// Hands the texts over: letters one after the other, and [size + 1] offsets.
    [[nodiscard]] std::vector<char> take_letters() noexcept { return std::move(letters_); }
    [[nodiscard]] std::vector<std::uint32_t> take_offsets() noexcept { return std::move(offsets_); }

  private:
    void grow();

    struct Slot {
        std::uint32_t tag{0};
        std::uint32_t number_plus_one{0};  ///< 0: free.
    };
    std::vector<char> letters_;
    std::vector<std::uint32_t> offsets_{0};
    std::vector<Slot> slots_;
    std::uint32_t last_{0};
};

}  // namespace atl::graph
