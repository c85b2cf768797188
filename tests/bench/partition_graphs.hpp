#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/graph/graph_builder.hpp"
#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/translate/unroll.hpp"

#include "bench/shapes.hpp"

// The graphs on which partitioners are compared.
namespace atl::bench {

/// Graphs of one kind, each with a name.
using GraphFamily = std::vector<std::pair<std::string, graph::PhysicalGraph>>;

/// \p apps as drops: apps of a second, each writing 8 MB.
[[nodiscard]] inline graph::PhysicalGraph as_drops(AppGraph const& apps)
{
    graph::GraphBuilder builder;
    graph::DropTemplate about;
    about.kind = DropKind::app;
    auto const app = builder.add_template(about, R"({"a":1})", "app");
    about.kind = DropKind::data;
    about.weight = 8e6;
    auto const data = builder.add_template(about, R"({"d":1})", "data");
    auto const app_head = builder.add_head("app_");
    auto const data_head = builder.add_head("data_");
    for (std::uint32_t i = 0; i < apps.size(); ++i) {
        builder.add_drop(app, app_head, std::to_string(i));
        builder.add_drop(data, data_head, std::to_string(i));
    }
    auto const link = [&](std::uint32_t from, std::uint32_t to) {
        builder.add_relation(
            {.from = DropId{from}, .to = DropId{to}, .from_port = {}, .to_port = {}});
    };
    for (std::uint32_t i = 0; i < apps.size(); ++i) {
        link(2 * i, 2 * i + 1);
        for (auto k = apps.offsets[i]; k < apps.offsets[i + 1]; ++k) {
            link(2 * i + 1, 2 * apps.successors[k]);
        }
    }
    Diagnostics diagnostics;
    return builder.finish(diagnostics);
}

/// \p layers rows of \p width apps, app i of a row feeding those of \p targets(row, i) in the next.
template <typename Targets>
[[nodiscard]] graph::PhysicalGraph rows(std::uint32_t layers,
                                        std::uint32_t width,
                                        Targets&& targets)
{
    AppGraph graph;
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
        for (std::uint32_t i = 0; i < width; ++i) {
            for (auto const to : targets(layer, i)) {
                if (layer + 1 < layers) {
                    graph.successors.push_back((layer + 1) * width + to);
                }
            }
            graph.end_row();
        }
    }
    return as_drops(graph);
}

/// Three-point stencil.
[[nodiscard]] inline graph::PhysicalGraph stencil(std::uint32_t layers, std::uint32_t width)
{
    return rows(layers, width, [width](std::uint32_t, std::uint32_t i) {
        return std::vector<std::uint32_t>{(i + width - 1) % width, i, (i + 1) % width};
    });
}

/// Butterflies of a Fourier transform of 2^\p levels points.
[[nodiscard]] inline graph::PhysicalGraph fft(std::uint32_t levels)
{
    return rows(levels + 1, 1U << levels, [](std::uint32_t level, std::uint32_t i) {
        return std::vector<std::uint32_t>{i, i ^ (1U << level)};
    });
}

/// Layers of \p width apps, each reading up to three random outputs of the layer before.
[[nodiscard]] inline graph::PhysicalGraph random_rows(std::uint32_t layers,
                                                      std::uint32_t width,
                                                      std::uint32_t seed)
{
    std::mt19937 random{seed};
    return rows(layers, width, [&random, width](std::uint32_t, std::uint32_t) {
        std::vector<std::uint32_t> targets(1 + random() % 3);
        std::ranges::generate(targets,
                              [&] { return static_cast<std::uint32_t>(random() % width); });
        std::ranges::sort(targets);
        targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
        return targets;
    });
}

/// Major cycles of imaging: in each cycle every channel is imaged, all images are cleaned together,
/// and the model goes back to every channel. What the graphs of SDP and LEAP have in common.
[[nodiscard]] inline graph::PhysicalGraph major_cycles(std::uint32_t cycles, std::uint32_t channels)
{
    AppGraph apps;
    for (std::uint32_t cycle = 0; cycle < cycles; ++cycle) {
        auto const first = cycle * (channels + 1);
        for (std::uint32_t channel = 0; channel < channels; ++channel) {
            apps.successors.push_back(first + channels);
            apps.end_row();
        }
        for (std::uint32_t channel = 0; cycle + 1 < cycles && channel < channels; ++channel) {
            apps.successors.push_back(first + channels + 1 + channel);
        }
        apps.end_row();
    }
    return as_drops(apps);
}

/// Which of the measured families the corpus's graph at \p path belongs to; empty: none.
[[nodiscard]] inline std::string family_of(std::string const& path)
{
    constexpr std::pair<char const*, char const*> words[] = {{"ummit", "summit"},
                                                             {"leap", "LEAP"},
                                                             {"Leap", "LEAP"},
                                                             {"LEAP", "LEAP"},
                                                             {"hiles", "CHILES"},
                                                             {"SDP", "SDP"},
                                                             {"cont_img", "SDP"},
                                                             {"facet", "SDP"}};
    for (auto const& [word, family] : words) {
        if (path.find(word) != std::string::npos) {
            return family;
        }
    }
    return {};
}

/// What the logical graph at \p path unrolls to; no drops when it does not.
[[nodiscard]] inline graph::PhysicalGraph unrolled(std::filesystem::path const& path)
{
    try {
        graph::GraphFile const file{path};
        auto logical = graph::read_logical_graph(file.text(), file.name(), {});
        auto const plan = translate::plan_unroll(logical.graph, {}, logical.diagnostics);
        if (!logical.diagnostics.has_errors()) {
            auto drops = translate::expand(logical.graph, plan, {}, logical.diagnostics);
            if (!logical.diagnostics.has_errors()) {
                return drops;
            }
        }
    } catch (Error const&) {  // not a logical graph: nothing to measure
    }
    return {};
}

/// The graphs of \p folder by family.
[[nodiscard]] inline std::map<std::string, GraphFamily> corpus(std::filesystem::path const& folder)
{
    std::map<std::string, GraphFamily> result;
    if (!std::filesystem::exists(folder)) {
        return result;
    }
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
        auto const family = family_of(entry.path().string());
        if (entry.path().extension() != ".graph" || family.empty()) {
            continue;
        }
        if (auto drops = unrolled(entry.path()); drops.size() > 0) {
            result[family].emplace_back(entry.path().filename().string(), std::move(drops));
        }
    }
    return result;
}

}  // namespace atl::bench
