#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// Index paths ("0-3-1") of the drops of a plan, as text.
///
/// Neighbours in a graph mostly have the same indexes: the last paths are kept for each set of
/// axes.
class IndexPaths {
  public:
    explicit IndexPaths(UnrollPlan const& plan);

    /// Path of drop \p index of \p block. Valid until the next call.
    [[nodiscard]] std::string_view path(std::uint32_t block, std::uint64_t index)
    {
        auto& kept = kept_[set_of_[block]][index % ways];
        if (kept.index != index) {
            make(set_of_[block], index, kept);
        }
        return kept.text;
    }

  private:
    static constexpr std::size_t ways = 4;
    static constexpr std::uint64_t none = ~std::uint64_t{0};

    struct Kept {
        std::uint64_t index{none};
        std::string text;
    };

    void make(std::uint32_t set, std::uint64_t index, Kept& kept) const;

    std::vector<std::vector<std::uint64_t>> sets_;  // distinct axes
    std::vector<std::uint32_t> set_of_;             // [blocks]
    std::vector<std::array<Kept, ways>> kept_;      // [sets]
};

}  // namespace atl::translate
