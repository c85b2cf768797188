#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace atl::graph {

/// The first place at which a text breaks the grammar of JSON (RFC 8259).
struct JsonFault {
    std::size_t offset{0};  ///< Bytes before it.
    std::string what;       ///< What stands there, in words.
    std::string hint;       ///< What would be right.
};

/// Looks for the first fault of \p text; nothing when it is JSON. Whether texts are UTF-8 and
/// numbers fit into 64 bits is not looked at. O(size), for messages only.
[[nodiscard]] std::optional<JsonFault> find_json_fault(std::string_view text);

}  // namespace atl::graph
