#pragma once

#include <optional>
#include <string>

#include "atoll/core/ids.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::app {

/// The drop called \p oid in the graph of \p folder, if it has one.
[[nodiscard]] std::optional<DropId> lookup_drop(session::SessionFolder const& folder,
                                                std::string const& oid);

/// The drop called \p oid in the graph of \p folder.
/// \throws Error{usage} with the nearest name when there is none.
[[nodiscard]] DropId find_drop(session::SessionFolder const& folder, std::string const& oid);

}  // namespace atl::app
