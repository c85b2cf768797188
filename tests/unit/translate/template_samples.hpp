#pragma once

#include <optional>

#include "atoll/translate/template_graph.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate::testing {

/// The sample as templates, or nothing when it is not regular.
inline std::optional<TemplateGraph> try_templates(LogicalSample const& sample)
{
    Diagnostics diagnostics;
    return make_template_graph(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
}

/// The sample as templates; a test fails when it is not regular.
inline TemplateGraph templates(LogicalSample const& sample)
{
    auto made = try_templates(sample);
    EXPECT_TRUE(made.has_value());
    return std::move(made).value();
}

}  // namespace atl::translate::testing
