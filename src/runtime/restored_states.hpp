#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "atoll/comm/byte_io.hpp"
#include "atoll/core/restored_drop.hpp"
#include "atoll/graph/part.hpp"

namespace atl::runtime {

/// Body of a restore message: \p drops of the whole graph, equal neighbours written once.
[[nodiscard]] comm::Body encode_restored(std::span<RestoredDrop const> drops);

/// What such a message says of the drops of \p part: [part.size()], ghosts too.
/// \throws Error{internal} when it is about another graph.
[[nodiscard]] std::vector<RestoredDrop> decode_restored(std::span<std::byte const> body,
                                                        graph::Part const& part);

}  // namespace atl::runtime
