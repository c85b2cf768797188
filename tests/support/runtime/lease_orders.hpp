#pragma once

#include <string>

#include "atoll/graph/app_part.hpp"
#include "atoll/manager/lease_protocol.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::test {

/// The order for app number \p app of \p session, whose inputs are there.
[[nodiscard]] inline manager::LeaseOrder order_of(GraphSession& session, std::uint32_t app)
{
    auto const& part = session.part();
    manager::LeaseOrder order;
    order.number = app + 1;
    order.staging = "-test";
    order.part = graph::write_part(graph::app_part(part, app));
    for (auto at = part.input_offsets[app]; at < part.input_offsets[app + 1]; ++at) {
        auto const input = session.runner().input(part.inputs[at]);
        auto const bytes = input->content.bytes();
        order.inputs.push_back({input->available, {bytes.begin(), bytes.end()}});
    }
    return order;
}

/// Where runs of \p session elsewhere live.
[[nodiscard]] inline drops::RunnerOptions runs_of(GraphSession const& session)
{
    drops::RunnerOptions options;
    options.session_id = "test-session";
    options.session_folder = session.folder();
    options.data_folder = session.data();
    options.scratch_folder = session.folder() / "elsewhere";
    std::filesystem::create_directories(options.scratch_folder);
    return options;
}

/// An app without inputs that says hello into data of \p kind.
[[nodiscard]] inline std::string hello_into(std::string const& kind, std::string const& more = "")
{
    return GraphText{}
        .app("hello", "simple.HelloWorldApp", {}, {{"a", ""}})
        .data("a", kind, more)
        .json();
}

}  // namespace atl::test
