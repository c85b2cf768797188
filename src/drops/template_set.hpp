#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
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
    /// [templates] After what time a try should end; 0: none, or its process is ended. Empty: the
    /// same for all.
    std::vector<std::chrono::nanoseconds> time_limits;
    /// [templates] Whether drops of it stand for links between apps; empty: none does.
    std::vector<bool> events;
    /// By own drop: of apps that other environment drops feed than the first of their template.
    std::unordered_map<std::uint32_t, std::shared_ptr<AppDrop const>> own_apps;
    std::deque<graph::DropSpec> own_specs;  ///< Those of own_apps.

    [[nodiscard]] bool is_event(std::uint32_t index) const
    {
        return !events.empty() && events[index];
    }
    [[nodiscard]] std::chrono::nanoseconds time_limit(std::uint32_t index) const
    {
        return time_limits.empty() ? std::chrono::nanoseconds{0} : time_limits[index];
    }
    /// Behaviour of own app \p drop, whose template is \p index.
    [[nodiscard]] AppDrop const& app(std::uint32_t drop, std::uint32_t index) const
    {
        auto const own = own_apps.empty() ? own_apps.end() : own_apps.find(drop);
        return own == own_apps.end() ? *apps[index] : *own->second;
    }
};

/// Builds what the drops of \p part need. \p date is the session's day, YYYY-MM-DD.
/// \throws Error{invalid_graph} with the problems of all templates.
[[nodiscard]] TemplateSet build_templates(graph::Part const& part,
                                          Registry const& registry,
                                          RankServices const& services,
                                          std::string const& date);

}  // namespace atl::drops
