#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "atoll/drops/app_drop.hpp"
#include "atoll/graph/drop_spec.hpp"
#include "atoll/graph/part.hpp"

#include "drops/data_kind.hpp"
#include "drops/registry.hpp"

namespace atl::drops {

/// The behaviours of a part's drops, one per template.
struct TemplateSet {
    std::vector<graph::DropSpec> specs;                  ///< [templates]
    std::vector<std::unique_ptr<AppDrop const>> apps;    ///< [templates] Of own apps only.
    std::vector<std::unique_ptr<DataKind const>> kinds;  ///< [templates] Of data only.

    static constexpr std::int64_t unlimited = -1;
    /// [templates] Nanoseconds that data is kept after its completion, or unlimited; empty: no data
    /// has a lifespan.
    std::vector<std::int64_t> lifespans;
};

/// Builds what the drops of \p part need. \p date is the session's day, YYYY-MM-DD.
/// \throws Error{invalid_graph} with the problems of all templates.
[[nodiscard]] TemplateSet build_templates(graph::Part const& part,
                                          Registry const& registry,
                                          RankServices const& services,
                                          std::string const& date);

}  // namespace atl::drops
