#pragma once

#include <cstdint>
#include <vector>

#include "atoll/engine/topology.hpp"

namespace atl::engine::test {

/// Builds topologies by hand: drops get their indexes in the order in which they are added.
///
/// Ghosts must be added after all own drops. The topology is a view of the builder, and valid until
/// the builder changes.
class GraphBuilder {
  public:
    /// An app that the host runs, with \p rules (their kind is set here).
    DropIndex app(TemplateRules rules = {}) { return add(DropKind::app, rules); }

    /// A data drop that the host publishes.
    DropIndex data(TemplateRules rules = {}) { return add(DropKind::data, rules); }

    /// A drop of another rank.
    DropIndex ghost()
    {
        ++ghosts_;
        rows_.emplace_back();
        return DropIndex{static_cast<std::uint32_t>(rows_.size() - 1)};
    }

    /// \p from is a producer of data \p to, or an input of app \p to.
    GraphBuilder& edge(DropIndex from, DropIndex to)
    {
        rows_[from.index()].push_back(to.value);
        ++expected_[to.index()];
        return *this;
    }

    /// A chain of edges.
    GraphBuilder& path(std::vector<DropIndex> const& drops)
    {
        for (std::size_t i = 1; i < drops.size(); ++i) {
            edge(drops[i - 1], drops[i]);
        }
        return *this;
    }

    /// \p target must hear of \p drop.
    GraphBuilder& remote(DropIndex drop, RemoteTarget target)
    {
        remote_rows_[drop.index()].push_back(target);
        return *this;
    }

    /// Waits for only \p events of its inputs.
    GraphBuilder& expect(DropIndex drop, std::uint32_t events)
    {
        expected_[drop.index()] = events;
        return *this;
    }

    /// Sets the level in which \p drop runs.
    GraphBuilder& priority(DropIndex drop, std::uint8_t level)
    {
        rules_[drop.index()].priority = level;
        return *this;
    }

    [[nodiscard]] std::uint32_t owned() const { return static_cast<std::uint32_t>(rules_.size()); }

    /// The topology of what was added so far.
    [[nodiscard]] Topology const& topology()
    {
        flatten(rows_, offsets_, successors_);
        flatten(remote_rows_, remote_offsets_, remotes_);
        topology_ = {.owned = owned(),
                     .ghosts = ghosts_,
                     .successor_offsets = offsets_,
                     .successors = successors_,
                     .remote_offsets = remote_offsets_,
                     .remotes = remotes_,
                     .template_of = template_of_,
                     .rules = rules_,
                     .expected = expected_,
                     .priority = {}};
        return topology_;
    }

  private:
    template <typename T>
    static void flatten(std::vector<std::vector<T>> const& rows,
                        std::vector<std::uint32_t>& offsets,
                        std::vector<T>& values)
    {
        offsets.assign(1, 0);
        values.clear();
        for (auto const& row : rows) {
            values.insert(values.end(), row.begin(), row.end());
            offsets.push_back(static_cast<std::uint32_t>(values.size()));
        }
    }

    DropIndex add(DropKind kind, TemplateRules rules)
    {
        rules.kind = kind;
        rules_.push_back(rules);
        template_of_.push_back(static_cast<std::uint32_t>(rules_.size() - 1));
        expected_.push_back(0);
        rows_.emplace_back();
        remote_rows_.emplace_back();
        return DropIndex{static_cast<std::uint32_t>(rules_.size() - 1)};
    }

    std::uint32_t ghosts_{0};
    std::vector<std::vector<std::uint32_t>> rows_;
    std::vector<std::vector<RemoteTarget>> remote_rows_;
    std::vector<TemplateRules> rules_;
    std::vector<std::uint32_t> template_of_;
    std::vector<std::uint32_t> expected_;
    std::vector<std::uint32_t> offsets_;
    std::vector<std::uint32_t> successors_;
    std::vector<std::uint32_t> remote_offsets_;
    std::vector<RemoteTarget> remotes_;
    Topology topology_;
};

/// Rules of a drop that needs nothing from the host.
[[nodiscard]] inline TemplateRules trivial()
{
    return {.host_calls = HostCalls::none};
}

}  // namespace atl::engine::test
