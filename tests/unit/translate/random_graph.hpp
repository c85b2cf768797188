#pragma once

#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "atoll/graph/graph_builder.hpp"

namespace atl::translate::testing {

/// A graph in layers: each of \p layers has \p width apps with one output each, and every app reads
/// up to three outputs of the layer before. Weights differ: 1..8 seconds, 1..8 megabytes.
[[nodiscard]] inline graph::PhysicalGraph random_layers(std::uint32_t layers,
                                                        std::uint32_t width,
                                                        std::uint32_t seed)
{
    constexpr unsigned kinds = 8;
    std::mt19937 random{seed};
    graph::GraphBuilder builder;
    std::vector<TemplateId> apps;
    std::vector<TemplateId> data;
    for (unsigned i = 1; i <= kinds; ++i) {
        graph::DropTemplate about;
        about.kind = DropKind::app;
        about.weight = static_cast<float>(i);
        apps.push_back(builder.add_template(about, fmt::format(R"({{"w":{}}})", i), "app"));
        about.kind = DropKind::data;
        about.weight = static_cast<float>(i) * 1e6F;
        data.push_back(builder.add_template(about, fmt::format(R"({{"v":{}}})", i), "data"));
    }
    auto const link = [&](DropId from, DropId to) {
        builder.add_relation({.from = from, .to = to, .from_port = {}, .to_port = {}});
    };
    std::vector<DropId> before;
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
        std::vector<DropId> outputs;
        for (std::uint32_t i = 0; i < width; ++i) {
            auto const app =
                builder.add_drop(apps[random() % kinds], fmt::format("a{}_{}", layer, i));
            auto const output =
                builder.add_drop(data[random() % kinds], fmt::format("d{}_{}", layer, i));
            link(app, output);
            for (unsigned input = 0; !before.empty() && input <= random() % 3; ++input) {
                link(before[random() % before.size()], app);
            }
            outputs.push_back(output);
        }
        before = std::move(outputs);
    }
    Diagnostics diagnostics;
    return builder.finish(diagnostics);
}

}  // namespace atl::translate::testing
