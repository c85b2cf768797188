#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "atoll/graph/component.hpp"
#include "atoll/graph/drop_spec.hpp"

#include "drops/data_kind.hpp"
#include "drops/registry.hpp"

namespace atl::drops {

/// From what the behaviour of a template's data drops is made.
struct DataRecipe {
    graph::DropSpec const& spec;
    graph::Component component{};
    RankServices const& services;
    std::string date;  ///< Day on which the session started, YYYY-MM-DD.
};

/// \throws Error{invalid_graph} when the template's parameters are wrong, or the component is none
/// that holds data here.
[[nodiscard]] std::unique_ptr<DataKind const> make_data_kind(DataRecipe const& recipe);

/// How long data of the template is kept after its completion: nanoseconds, or
/// TemplateSet::unlimited.
[[nodiscard]] std::int64_t lifespan_ns(graph::DropSpec const& spec);

}  // namespace atl::drops
