#include "atoll/graph/graph_changes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

namespace atl::graph {
namespace {

/// Keys of a drop that say nothing about its results.
constexpr std::array<std::string_view, 16> without_effect{"name",
                                                          "nm",
                                                          "text",
                                                          "description",
                                                          "weight",
                                                          "tw",
                                                          "dw",
                                                          "iid",
                                                          "num_cpus",
                                                          "execution_time",
                                                          "reprodata",
                                                          "lg_key",
                                                          "rank",
                                                          "mem",
                                                          "data_volume",
                                                          "expected_size"};

/// The parameters of a template, in an order that does not depend on its text.
nlohmann::json parameters(std::string_view body)
{
    auto json = nlohmann::json::parse(body, nullptr, false);
    if (json.is_object()) {
        for (auto const key : without_effect) {
            json.erase(std::string{key});
        }
    }
    return json;
}

/// One relation of a drop, as comparable in both versions.
struct PortRelation {
    std::string neighbour;
    PortPair const* ports{nullptr};

    friend bool operator==(PortRelation const& a, PortRelation const& b)
    {
        return a.neighbour == b.neighbour && a.ports->app_port == b.ports->app_port &&
               a.ports->data_port == b.ports->data_port && a.ports->streaming == b.ports->streaming;
    }
};

class Comparison {
  public:
    Comparison(PhysicalGraph const& before, PhysicalGraph const& after)
        : before_(before), after_(after)
    {
    }

    GraphChanges make()
    {
        std::unordered_map<std::string, DropId> places;
        places.reserve(after_.size());
        for (std::uint32_t drop = 0; drop < after_.size(); ++drop) {
            places.emplace(after_.oid(DropId{drop}), DropId{drop});
        }
        GraphChanges changes;
        changes.now.resize(before_.size());
        for (std::uint32_t drop = 0; drop < before_.size(); ++drop) {
            auto const place = places.find(before_.oid(DropId{drop}));
            if (place == places.end() || !same_kind(DropId{drop}, place->second)) {
                continue;
            }
            changes.now[drop] = place->second;
            if (!same_results(DropId{drop}, place->second)) {
                changes.changed.push_back(place->second);
            }
        }
        std::ranges::sort(changes.changed);
        return changes;
    }

  private:
    [[nodiscard]] bool same_kind(DropId old_drop, DropId new_drop) const
    {
        return before_.drop_template(old_drop).kind == after_.drop_template(new_drop).kind;
    }

    bool same_results(DropId old_drop, DropId new_drop)
    {
        if (!same_template(before_.template_of(old_drop), after_.template_of(new_drop))) {
            return false;
        }
        // Who reads data does not change it.
        return inputs(before_, old_drop) == inputs(after_, new_drop) &&
               (before_.drop_template(old_drop).kind == DropKind::data ||
                outputs(before_, old_drop) == outputs(after_, new_drop));
    }

    /// Many drops share a pair of templates: each is compared once.
    bool same_template(TemplateId old_one, TemplateId new_one)
    {
        auto const pair = std::uint64_t{old_one.value} << 32U | new_one.value;
        auto const [known, is_new] = same_.try_emplace(pair, false);
        if (is_new) {
            auto const old_body = before_.body(old_one);
            auto const new_body = after_.body(new_one);
            known->second = before_.templates()[old_one.index()].component ==
                                after_.templates()[new_one.index()].component &&
                            (old_body == new_body || parameters(old_body) == parameters(new_body));
        }
        return known->second;
    }

    static std::vector<PortRelation> inputs(PhysicalGraph const& graph, DropId drop)
    {
        return relations(graph, graph.predecessors(drop), graph.predecessor_ports(drop));
    }
    static std::vector<PortRelation> outputs(PhysicalGraph const& graph, DropId drop)
    {
        return relations(graph, graph.successors(drop), graph.successor_ports(drop));
    }
    static std::vector<PortRelation> relations(PhysicalGraph const& graph,
                                               std::span<DropId const> neighbours,
                                               std::span<std::uint16_t const> ports)
    {
        std::vector<PortRelation> found;
        found.reserve(neighbours.size());
        for (std::size_t i = 0; i < neighbours.size(); ++i) {
            found.push_back({graph.oid(neighbours[i]), &graph.port_pairs()[ports[i]]});
        }
        return found;
    }

    PhysicalGraph const& before_;
    PhysicalGraph const& after_;
    std::unordered_map<std::uint64_t, bool> same_;  ///< By pair of templates.
};

}  // namespace

GraphChanges compare_graphs(PhysicalGraph const& before, PhysicalGraph const& after)
{
    return Comparison{before, after}.make();
}

}  // namespace atl::graph
