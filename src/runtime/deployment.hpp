#pragma once

#include <cstdint>
#include <span>

#include "atoll/comm/byte_io.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/translate/graph_recipe.hpp"
#include "atoll/translate/ownership.hpp"

#include "runtime/session_start.hpp"

namespace atl::runtime {

/// What a node manager makes of a deploy message.
struct Deployment {
    SessionStart start;
    graph::Part part;
};

/// Body of a deploy message that brings \p part.
[[nodiscard]] comm::Body encode_part(SessionStart const& start, graph::Part const& part);

/// Body of a deploy message, the same for all ranks, by which each makes its own part.
[[nodiscard]] comm::Body encode_recipe(SessionStart const& start,
                                       translate::GraphRecipe const& recipe,
                                       translate::Ownership const& ownership);

/// Reads either body; the part of \p rank in a world of \p ranks.
/// \throws Error{internal} when the body is none of them.
[[nodiscard]] Deployment decode_deployment(std::span<std::byte const> body,
                                           RankId rank,
                                           std::uint32_t ranks);

}  // namespace atl::runtime
