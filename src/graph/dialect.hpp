#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "atoll/graph/component.hpp"

namespace atl::graph {

/// What the `categoryType` (in old graphs `type`) of a drop makes of it.
enum class DropRole {
    data,
    app,
    socket,     ///< A socket listener, an app.
    container,  ///< A container of data drops, a data drop.
    service,    ///< Data or app: its class tells.
    unknown,    ///< Its class tells; without one it is left out.
    ignored,    ///< Comments and the like: not part of the graph.
};

/// Role that \p category gives, case apart; nothing when it is none of DALiuGE's words.
[[nodiscard]] std::optional<DropRole> role_of(std::string_view category) noexcept;

/// The class of a data drop that says only its \p storage ("file", "Memory", ...), as DALiuGE
/// chooses it: a file when the storage is not known.
[[nodiscard]] std::string_view class_of_storage(std::string_view storage) noexcept;

/// The words that role_of() knows, for suggestions.
[[nodiscard]] std::span<std::string_view const> category_words() noexcept;

}  // namespace atl::graph
