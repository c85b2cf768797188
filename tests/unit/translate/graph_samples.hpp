#pragma once

#include <string>

#include <fmt/format.h>

#include "atoll/graph/graph_builder.hpp"

namespace atl::translate::testing {

/// Makes small graphs for partition tests.
class GraphSample {
  public:
    explicit GraphSample(float app_seconds = 1, float data_bytes = 8)
    {
        graph::DropTemplate app;
        app.kind = DropKind::app;
        app.weight = app_seconds;
        graph::DropTemplate data;
        data.kind = DropKind::data;
        data.weight = data_bytes;
        app_ = builder_.add_template(app, R"({"name":"app"})", "app");
        data_ = builder_.add_template(data, R"({"name":"data"})", "data");
    }

    DropId app(std::string const& node = {}) { return add(app_, node); }
    DropId data(std::string const& node = {}) { return add(data_, node); }
    void link(DropId from, DropId to)
    {
        builder_.add_relation({.from = from, .to = to, .from_port = {}, .to_port = {}});
    }
    [[nodiscard]] graph::PhysicalGraph finish()
    {
        Diagnostics diagnostics;
        return builder_.finish(diagnostics);
    }

  private:
    DropId add(TemplateId what, std::string const& node)
    {
        auto const drop = builder_.add_drop(what, fmt::format("x_{}", builder_.size()));
        if (!node.empty()) {
            builder_.place_last_drop(node, node);
        }
        return drop;
    }

    graph::GraphBuilder builder_;
    TemplateId app_;
    TemplateId data_;
};

/// \p chains independent chains of \p length apps with a data drop after each.
[[nodiscard]] inline graph::PhysicalGraph chains(std::uint32_t count, std::uint32_t length)
{
    GraphSample sample;
    for (std::uint32_t chain = 0; chain < count; ++chain) {
        auto last = sample.data();
        for (std::uint32_t i = 0; i < length; ++i) {
            auto const app = sample.app();
            sample.link(last, app);
            last = sample.data();
            sample.link(app, last);
        }
    }
    return sample.finish();
}

}  // namespace atl::translate::testing
