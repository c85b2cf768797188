#pragma once

#include <random>
#include <string>
#include <vector>

#include "unit/translate/logical_samples.hpp"

namespace atl::translate::testing {

/// A logical graph of scatters, loops and gathers in one another, with apps and data in them that
/// feed later ones. The same for the same seed.
class RandomLogicalGraph {
  public:
    explicit RandomLogicalGraph(unsigned seed) : random_(seed)
    {
        std::vector<std::uint32_t> groups{graph::LogicalNode::none};
        auto const count = 1 + random_() % 4;
        for (unsigned i = 0; i < count; ++i) {
            groups.push_back(add_group(groups));
        }
        auto const apps = 3 + random_() % 6;
        for (unsigned i = 0; i < apps; ++i) {
            add_app(groups[random_() % groups.size()]);
        }
        for (auto const group : groups) {
            if (group != graph::LogicalNode::none &&
                sample_.graph.nodes[group].construct == graph::Construct::loop) {
                close_loop(group);
            }
        }
    }

    [[nodiscard]] LogicalSample const& sample() const { return sample_; }

  private:
    std::uint32_t add_group(std::vector<std::uint32_t> const& groups)
    {
        auto const parent = groups[random_() % groups.size()];
        auto const name = "G" + std::to_string(sample_.graph.nodes.size());
        auto const construct = random_() % 3 == 0   ? graph::Construct::loop
                               : random_() % 5 == 0 ? graph::Construct::plain
                                                    : graph::Construct::scatter;
        auto const size = construct == graph::Construct::plain ? 1 : 1 + random_() % 5;
        auto const group = sample_.add(name, construct, size, parent);
        if (construct == graph::Construct::plain) {
            sample_.graph.nodes[group].category = "ExclusiveForceNode";
        }
        return group;
    }

    /// An app with an output, fed by some of what there is.
    void add_app(std::uint32_t group)
    {
        auto const app = sample_.app("a" + std::to_string(sample_.graph.nodes.size()), group);
        for (unsigned inputs = random_() % 3; inputs > 0 && !made_.empty(); --inputs) {
            sample_.link(made_[random_() % made_.size()], app);
        }
        if (random_() % 4 == 0 && !apps_.empty()) {
            sample_.link(apps_[random_() % apps_.size()], app);
        }
        apps_.push_back(app);
        auto const outputs = 1 + random_() % 2;
        for (unsigned i = 0; i < outputs; ++i) {
            auto const data = sample_.data("d" + std::to_string(sample_.graph.nodes.size()), group);
            sample_.link(app, data);
            made_.push_back(data);
        }
    }

    void close_loop(std::uint32_t loop)
    {
        auto& nodes = sample_.graph.nodes;
        auto const& members = nodes[loop].children;
        for (auto const member : members) {
            if (nodes[member].kind == DropKind::app && !nodes[member].is_group()) {
                nodes[member].group_start = true;
                break;
            }
        }
        for (auto member = members.rbegin(); member != members.rend(); ++member) {
            if (nodes[*member].kind == DropKind::data && !nodes[*member].is_group()) {
                nodes[*member].group_end = true;
                break;
            }
        }
    }

    std::mt19937 random_;
    LogicalSample sample_;
    std::vector<std::uint32_t> apps_;
    std::vector<std::uint32_t> made_;
};

}  // namespace atl::translate::testing
