#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "atoll/graph/graph_builder.hpp"

namespace atl::graph {

/// The implicit drops between apps that a graph links directly.
class EventDrops {
  public:
    /// The event drop from app \p from to app \p to, added to \p builder at its first mention.
    DropId between(GraphBuilder& builder, DropId from, DropId to);

  private:
    std::optional<TemplateId> template_;
    std::unordered_map<std::uint64_t, DropId> drops_;
};

}  // namespace atl::graph
