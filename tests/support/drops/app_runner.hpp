#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/registry.hpp"
#include "support/drops/bytes.hpp"
#include "support/drops/fake_app_context.hpp"

namespace atl::test {

/// Runs the app that the graph calls \p dropclass, with \p parameters as further JSON members
/// (for instance R"("size": 3)"), in \p context.
[[nodiscard]] inline drops::AppResult run_app(drops::AppContext& context,
                                              std::string_view dropclass,
                                              std::string_view parameters = {})
{
    auto const body = fmt::format(R"({{"name": "it", "dropclass": "{}"{}{}}})",
                                  dropclass,
                                  parameters.empty() ? "" : ", ",
                                  parameters);
    auto const spec = graph::DropSpec::parse(body);
    auto const component = graph::find_component(dropclass, DropKind::app).component;
    drops::RankServices const services;
    auto const app = drops::make_registry().make({spec, component, services});
    return app->run(context);
}

/// The reason for which building or running the app fails; "" when it does not.
[[nodiscard]] inline std::string failure_of(drops::AppContext& context,
                                            std::string_view dropclass,
                                            std::string_view parameters = {})
{
    try {
        return run_app(context, dropclass, parameters).reason;
    } catch (Error const& error) {
        return error.what();
    }
}

/// \p literal (Python) as a pickle.
[[nodiscard]] inline std::string pickled(std::string_view literal)
{
    return drops::write_pickle(drops::parse_literal(literal));
}

/// A pickle in words, as Python's repr() tells it; arrays are lists.
[[nodiscard]] inline std::string unpickled(std::string_view content)
{
    return drops::repr(drops::read_pickle(bytes_of(content)));
}

}  // namespace atl::test
