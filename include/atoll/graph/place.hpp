#pragma once

#include <string>
#include <string_view>

namespace atl::graph {

/// Where in a user's file something stands, for messages.
struct Place {
    std::string source;   ///< Name of the file.
    std::string pointer;  ///< JSON pointer (RFC 6901) to the drop or node, for instance "/3".
    std::string oid;      ///< Of the drop, or the id of the node; may be empty.

    /// "g.json: /3/n_tries (drop 'x_0')"; \p below is a key of the object that pointer names.
    [[nodiscard]] std::string text(std::string_view below = {}) const;
};

}  // namespace atl::graph
