#pragma once

#include <cstdint>
#include <vector>

#include "atoll/graph/part.hpp"

namespace atl::graph {

/// Numbers that things of the whole graph have within the part being made; forgotten in O(1) when
/// the next part is begun.
class LocalNumbers {
  public:
    explicit LocalNumbers(std::size_t things) : numbers_(things), part_(things, 0) {}

    void begin_part() noexcept { ++current_; }
    [[nodiscard]] bool has(std::uint32_t thing) const noexcept { return part_[thing] == current_; }
    [[nodiscard]] std::uint32_t operator[](std::uint32_t thing) const noexcept
    {
        return numbers_[thing];
    }
    void set(std::uint32_t thing, std::uint32_t number) noexcept
    {
        numbers_[thing] = number;
        part_[thing] = current_;
    }

  private:
    std::vector<std::uint32_t> numbers_;
    std::vector<std::uint32_t> part_;
    std::uint32_t current_{0};
};

/// Makes the parts of one graph, one rank after the other.
class PartMaker {
  public:
    PartMaker(PhysicalGraph const& graph, Placement const& placement);

    /// The part that owns \p owned (in ascending order), without its remotes.
    [[nodiscard]] Part make(std::vector<DropId> owned);

  private:
    [[nodiscard]] std::uint32_t local(DropId drop, Part& part);
    void add_relations(Part& part);
    void add_successors(Part& part) const;
    void add_identities(Part& part);
    void add_templates(Part& part);

    PhysicalGraph const* graph_;
    Placement const* placement_;
    std::vector<std::uint8_t> priority_;
    LocalNumbers drops_;
    LocalNumbers templates_;
    LocalNumbers heads_;
};

}  // namespace atl::graph
