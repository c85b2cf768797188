#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "atoll/graph/physical_graph.hpp"

#include "graph/text_table.hpp"

namespace atl::graph {

/// Distinct pairs of port names of a graph, by number.
class PortTable {
  public:
    /// \p names is kept by reference and must outlive the table.
    explicit PortTable(TextTable const& names) : names_(&names) {}

    /// Number of a pair, given the numbers of its names.
    /// \throws Error{invalid_graph} when there would be more than 65535 pairs.
    std::uint16_t add(std::uint16_t app_port, std::uint16_t data_port, bool streaming);

    [[nodiscard]] std::vector<PortPair> take() noexcept { return std::move(pairs_); }

  private:
    TextTable const* names_;
    std::vector<PortPair> pairs_;
    std::unordered_map<std::uint64_t, std::uint16_t> numbers_;
    std::uint64_t last_key_{~0ULL};
    std::uint16_t last_number_{0};
};

}  // namespace atl::graph
