#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// The exclusive sections of a graph: drops that one copy of an exclusive force node holds, which
/// partitioners keep in one part. Drops say so with `exclusive_force`, the node's id, and
/// `exclusive_force_indexes`, how many numbers of their index path tell the copies apart.
///
/// Constant after construction; reading is safe from any thread. Takes no memory for a graph
/// without sections.
class ExclusiveSections {
  public:
    /// "In no section".
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    ExclusiveSections() = default;
    /// \param section_of  [drops] section of each drop, or none; empty when there are no sections.
    ExclusiveSections(std::vector<std::uint32_t> section_of, std::uint32_t count);

    [[nodiscard]] std::uint32_t count() const noexcept
    {
        return static_cast<std::uint32_t>(members_.size());
    }
    /// Section of \p drop, or none.
    [[nodiscard]] std::uint32_t of(std::uint32_t drop) const noexcept
    {
        return section_of_.empty() ? none : section_of_[drop];
    }
    /// Drops of \p section, ascending; not empty.
    [[nodiscard]] std::span<std::uint32_t const> members(std::uint32_t section) const noexcept
    {
        return members_[section];
    }
    /// First drop of the section of \p drop, which is in one.
    [[nodiscard]] std::uint32_t first(std::uint32_t drop) const noexcept
    {
        return members_[section_of_[drop]].front();
    }

    /// Moves each section of \p graph that \p partitioning parts to the part that has most of its
    /// work already.
    void keep_whole(graph::PhysicalGraph const& graph, Partitioning& partitioning) const;

  private:
    std::vector<std::uint32_t> section_of_;            // [drops], or empty
    std::vector<std::vector<std::uint32_t>> members_;  // [sections]
};

/// The sections of \p graph. O(templates), and O(drops) when there are any.
[[nodiscard]] ExclusiveSections find_sections(graph::PhysicalGraph const& graph);

}  // namespace atl::translate
