#pragma once

#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "atoll/engine/topology.hpp"

namespace atl::bench {

/// Apps and who waits for whom, in rows of successors.
struct AppGraph {
    std::string name;
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint32_t> successors{};

    [[nodiscard]] std::uint32_t size() const
    {
        return static_cast<std::uint32_t>(offsets.size() - 1);
    }

    void end_row() { offsets.push_back(static_cast<std::uint32_t>(successors.size())); }

    /// How many apps each app waits for.
    [[nodiscard]] std::vector<std::uint32_t> in_degrees() const
    {
        std::vector<std::uint32_t> degrees(size());
        for (auto const successor : successors) {
            ++degrees[successor];
        }
        return degrees;
    }
};

/// Each app waits for the one before.
[[nodiscard]] inline AppGraph chain(std::uint32_t apps)
{
    AppGraph graph{.name = "chain"};
    for (std::uint32_t i = 0; i < apps; ++i) {
        if (i + 1 < apps) {
            graph.successors.push_back(i + 1);
        }
        graph.end_row();
    }
    return graph;
}

/// One app, then all others but the last side by side, then the last.
[[nodiscard]] inline AppGraph fan(std::uint32_t apps)
{
    AppGraph graph{.name = "fan"};
    graph.successors.resize(apps - 2);
    std::iota(graph.successors.begin(), graph.successors.end(), 1U);
    graph.end_row();
    for (std::uint32_t i = 1; i + 1 < apps; ++i) {
        graph.successors.push_back(apps - 1);
        graph.end_row();
    }
    graph.end_row();
    return graph;
}

/// A square in which each app waits for its upper and its left neighbour.
[[nodiscard]] inline AppGraph wavefront(std::uint32_t side)
{
    AppGraph graph{.name = "wavefront"};
    for (std::uint32_t row = 0; row < side; ++row) {
        for (std::uint32_t column = 0; column < side; ++column) {
            auto const app = row * side + column;
            if (column + 1 < side) {
                graph.successors.push_back(app + 1);
            }
            if (row + 1 < side) {
                graph.successors.push_back(app + side);
            }
            graph.end_row();
        }
    }
    return graph;
}

/// An app graph as drops: app i is drop 2i, its output (memory, consumed by the app's successors)
/// 2i+1.
class DropGraph {
  public:
    DropGraph(AppGraph const& apps, engine::HostCalls host_calls)
        : rules_{{.kind = DropKind::app, .host_calls = host_calls},
                 {.kind = DropKind::data, .host_calls = engine::HostCalls::none}}
    {
        auto const degrees = apps.in_degrees();
        for (std::uint32_t app = 0; app < apps.size(); ++app) {
            successors_.push_back(2 * app + 1);
            offsets_.push_back(static_cast<std::uint32_t>(successors_.size()));
            for (auto i = apps.offsets[app]; i < apps.offsets[app + 1]; ++i) {
                successors_.push_back(2 * apps.successors[i]);
            }
            offsets_.push_back(static_cast<std::uint32_t>(successors_.size()));
            template_of_.insert(template_of_.end(), {0, 1});
            expected_.insert(expected_.end(), {degrees[app], 1});
        }
    }

    [[nodiscard]] engine::Topology topology() const
    {
        return {.owned = static_cast<std::uint32_t>(expected_.size()),
                .ghosts = 0,
                .successor_offsets = offsets_,
                .successors = successors_,
                .remote_offsets = {},
                .remotes = {},
                .template_of = template_of_,
                .rules = rules_,
                .expected = expected_,
                .priority = {}};
    }

    /// Bytes of the arrays.
    [[nodiscard]] std::size_t memory() const
    {
        return sizeof(std::uint32_t) *
                   (offsets_.size() + successors_.size() + template_of_.size() + expected_.size()) +
               sizeof(engine::TemplateRules) * rules_.size();
    }

  private:
    std::vector<engine::TemplateRules> rules_;
    std::vector<std::uint32_t> offsets_{0};
    std::vector<std::uint32_t> successors_;
    std::vector<std::uint32_t> template_of_;
    std::vector<std::uint32_t> expected_;
};

}  // namespace atl::bench
