#pragma once

#include <string>
#include <string_view>

#include "atoll/config/origin.hpp"

namespace atl::config {

/// What becomes of a key of a cluster file.
enum class KeyFate {
    honoured,    ///< Does what it does in dask-jobqueue.
    adapted,     ///< Does something near it; the effect says what.
    ignored,     ///< Has no meaning here; the effect says why.
    overridden,  ///< A place of higher rank states the key too.
};

/// "honoured", "adapted", "ignored" or "overridden".
[[nodiscard]] std::string_view to_string(KeyFate fate) noexcept;

/// One key that some place states: the row of `atoll config explain`.
struct KeyReport {
    std::string key;    ///< "cluster_kwargs.cores" in dotted form without the layout's own parts.
    std::string value;  ///< As written.
    Origin origin;
    KeyFate fate{KeyFate::honoured};
    std::string effect;  ///< One sentence.
};

}  // namespace atl::config
