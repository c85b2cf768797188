#pragma once

#include <cstdint>

#include <simdjson.h>

namespace atl::graph {

/// Hash of what \p json says: the order of keys and the layout of the text do not count.
[[nodiscard]] std::uint64_t content_hash(simdjson::dom::element json);

}  // namespace atl::graph
