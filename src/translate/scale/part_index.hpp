#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/translate/ownership.hpp"

namespace atl::translate {

/// A drop of a TemplateGraph.
struct DropAddress {
    std::uint32_t block{0};
    std::uint64_t index{0};
};

/// A drop that another rank owns. Ordered by owner, then by number.
struct Ghost {
    std::uint32_t owner{0};
    DropId drop;

    friend constexpr auto operator<=>(Ghost, Ghost) noexcept = default;
};

/// Local indexes of one rank's drops: the own ones in ascending order, the ghosts behind them.
class PartIndex {
  public:
    /// Own drops with consecutive local indexes.
    struct Run {
        std::uint32_t block{0};
        IndexRange indexes;
        std::uint32_t local{0};  ///< Of the first.
    };

    PartIndex(TemplateGraph const& graph, Ownership const& ownership, RankId rank);

    /// \p ghosts  sorted, each once.
    void set_ghosts(std::vector<Ghost> ghosts) { ghosts_ = std::move(ghosts); }

    [[nodiscard]] std::uint32_t owned() const noexcept { return owned_; }
    [[nodiscard]] std::uint32_t size() const noexcept
    {
        return owned_ + static_cast<std::uint32_t>(ghosts_.size());
    }
    [[nodiscard]] std::span<Run const> runs() const noexcept { return runs_; }
    [[nodiscard]] std::span<Ghost const> ghosts() const noexcept { return ghosts_; }

    /// The run that holds all of \p indexes of \p block, or nullptr.
    [[nodiscard]] Run const* run_holding(std::uint32_t block, IndexRange indexes) const noexcept;
    /// Local index of an own drop; nothing when another rank owns it. O(log runs of the block).
    [[nodiscard]] std::optional<std::uint32_t> find_owned(DropAddress drop) const noexcept;
    /// Local index of own drop or ghost \p drop. \pre it is one of them.
    [[nodiscard]] std::uint32_t local(DropAddress drop) const noexcept;
    /// The drop with local index \p local.
    [[nodiscard]] DropAddress address(std::uint32_t local) const noexcept;

  private:
    TemplateGraph const& graph_;
    Ownership const& ownership_;
    std::vector<Run> runs_;
    std::vector<std::uint32_t> first_run_;  // [blocks + 1]
    std::uint32_t owned_{0};
    std::vector<Ghost> ghosts_;
};

}  // namespace atl::translate
