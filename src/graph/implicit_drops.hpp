#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "atoll/graph/graph_builder.hpp"

namespace atl::graph {

/// Class of the app that stands for a link between two data drops. Nothing can run it.
inline constexpr std::string_view data_link_class = "atoll.DataLink";

/// The implicit drops between two drops of one kind that a graph links directly: an event (a data
/// drop without content) between apps, an app that takes no time between data drops.
class ImplicitDrops {
  public:
    /// The drop from \p from to \p to, added to \p builder at its first mention.
    DropId between(GraphBuilder& builder, DropKind kind_of_ends, DropId from, DropId to);

  private:
    std::optional<TemplateId> event_;
    std::optional<TemplateId> data_link_;
    std::unordered_map<std::uint64_t, DropId> drops_;
};

}  // namespace atl::graph
