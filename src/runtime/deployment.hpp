#pragma once

#include <cstdint>
#include <span>

#include "atoll/comm/byte_io.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/translate/graph_recipe.hpp"
#include "atoll/translate/ownership.hpp"

namespace atl::runtime {

/// What a node manager makes of a deploy message.
struct Deployment {
    std::int64_t session_start_ns{0};  ///< Wall clock.
    graph::Part part;
};

/// Body of a deploy message that brings \p part.
[[nodiscard]] comm::Body encode_part(std::int64_t session_start_ns, graph::Part const& part);

/// Body of a deploy message, the same for all ranks, by which each makes its own part.
[[nodiscard]] comm::Body encode_recipe(std::int64_t session_start_ns,
                                       translate::GraphRecipe const& recipe,
                                       translate::Ownership const& ownership);

/// Reads either body; the part of \p rank in a world of \p ranks.
/// \throws Error{internal} when the body is none of them.
[[nodiscard]] Deployment decode_deployment(std::span<std::byte const> body,
                                           RankId rank,
                                           std::uint32_t ranks);

}  // namespace atl::runtime
