#include "atoll/graph/graph_builder.hpp"

#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"

#include "graph/cycle.hpp"
#include "graph/graph_hash.hpp"
#include "graph/iid.hpp"
#include "graph/implicit_drops.hpp"
#include "graph/port_table.hpp"
#include "graph/relation_table.hpp"
#include "graph/template_reader.hpp"
#include "graph/text_hash.hpp"
#include "graph/text_table.hpp"

namespace atl::graph {
namespace {

constexpr std::size_t most_32_bit = std::numeric_limits<std::uint32_t>::max() - std::size_t{16};

[[noreturn]] void throw_too_large(std::string_view what)
{
    throw Error{ErrorKind::invalid_graph,
                fmt::format("the graph is too large: more than 2^32 {}", what),
                "split it into several graphs"};
}

std::uint16_t narrow_port(PortId port)
{
    return static_cast<std::uint16_t>(port.value);
}

std::uint8_t flags_of(Relation const& relation)
{
    using enum Relation::ToldBy;
    auto const by_from = relation.told_by == to ? 0 : Mention::told_by_from;
    auto const by_to = relation.told_by == from ? 0 : Mention::told_by_to;
    auto const streams = relation.streaming ? Mention::streaming : 0;
    return static_cast<std::uint8_t>(by_from | by_to | streams);
}

}  // namespace

struct GraphBuilder::State {
    PhysicalGraph graph;
    std::vector<std::uint64_t> template_hashes;
    TemplateReader reader;
    TextTable heads;
    TextTable ports;
    TextTable places;
    std::map<PhysicalGraph::Site, std::uint16_t> site_numbers;
    std::vector<Mention> mentions;

    [[nodiscard]] std::string oid(DropId drop) const;
    [[nodiscard]] DropKind kind(std::uint32_t drop) const
    {
        return graph.drop_template(DropId{drop}).kind;
    }
    TemplateId add_template(TemplateFacts const& facts, std::string_view body);
    std::uint16_t place(std::string_view name);
    std::uint16_t site(PhysicalGraph::Site place);
    void trim();
    void check_ends(Diagnostics& diagnostics, Locator const& where);
    void insert_implicit_drops(GraphBuilder& builder,
                               Diagnostics& diagnostics,
                               Locator const& where);
    void link(Diagnostics& diagnostics, Locator const& where);
    void report_cycle(Diagnostics& diagnostics, Locator const& where) const;
};

GraphBuilder::GraphBuilder() : state_(std::make_unique<State>())
{
    state_->ports.add("");
}
GraphBuilder::~GraphBuilder() = default;
GraphBuilder::GraphBuilder(GraphBuilder&&) noexcept = default;
GraphBuilder& GraphBuilder::operator=(GraphBuilder&&) noexcept = default;

void GraphBuilder::reserve(std::size_t drops, std::size_t relations)
{
    auto& graph = state_->graph;
    graph.template_of_.reserve(drops);
    graph.tails_.reserve(drops);
    state_->mentions.reserve(relations);
}

TemplateId GraphBuilder::State::add_template(TemplateFacts const& facts, std::string_view body)
{
    template_hashes.push_back(facts.content_hash);
    return TemplateId{graph.templates_.add(facts.properties, body, facts.name)};
}

TemplateId GraphBuilder::add_template(std::string_view body,
                                      Diagnostics& diagnostics,
                                      Place const& place)
{
    auto const facts = state_->reader.read(body, diagnostics, place);
    if (!facts.syntax.empty()) {
        TemplateReader::report_syntax(facts.syntax, diagnostics, place);
    }
    return state_->add_template(facts, body);
}

TemplateId GraphBuilder::add_template(DropTemplate properties,
                                      std::string_view body,
                                      std::string_view name,
                                      std::optional<std::uint64_t> content_hash)
{
    return state_->add_template({.properties = properties,
                                 .name = std::string{name},
                                 .content_hash = content_hash.value_or(text_hash(body)),
                                 .ignored = false,
                                 .syntax = {},
                                 .filepath = {}},
                                body);
}

std::string_view GraphBuilder::body(TemplateId id) const noexcept
{
    return state_->graph.body(id);
}

DropTemplate GraphBuilder::drop_template(TemplateId id) const noexcept
{
    return state_->graph.templates_[id.index()];
}

DropId GraphBuilder::add_drop(TemplateId drop_template, std::string_view oid)
{
    auto const split = head_size(oid);
    return add_drop(drop_template, add_head(oid.substr(0, split)), oid.substr(split));
}

std::uint32_t GraphBuilder::add_head(std::string_view head)
{
    if (state_->heads.letters() + head.size() > most_32_bit) {
        throw_too_large("letters in oids");
    }
    return state_->heads.add(head);
}

DropId GraphBuilder::add_drop(TemplateId drop_template, std::uint32_t head, std::string_view tail)
{
    auto& graph = state_->graph;
    if (graph.size() >= most_32_bit) {
        throw_too_large("drops");
    }
    if (graph.tails_.bytes() + tail.size() > most_32_bit) {
        throw_too_large("letters in oids");
    }
    graph.template_of_.push_back(drop_template);
    graph.head_of_.add(graph.template_of_, head);
    graph.tails_.push_back(tail);
    return DropId{graph.size() - 1};
}

std::uint16_t GraphBuilder::State::place(std::string_view name)
{
    if (name.empty()) {
        return PhysicalGraph::no_place;
    }
    auto const number = places.add(name);
    if (number >= PhysicalGraph::no_place) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("more than {} different nodes and islands", PhysicalGraph::no_place)};
    }
    return static_cast<std::uint16_t>(number);
}

void GraphBuilder::place_last_drop(std::string_view node, std::string_view island)
{
    auto& graph = state_->graph;
    if (node.empty() && island.empty()) {
        return;
    }
    auto const nowhere = state_->site({});
    graph.site_of_.resize(graph.size(), nowhere);
    graph.site_of_.back() = state_->site({state_->place(node), state_->place(island)});
}

std::uint16_t GraphBuilder::State::site(PhysicalGraph::Site place)
{
    auto& sites = graph.sites_;
    auto const [found, fresh] =
        site_numbers.try_emplace(place, static_cast<std::uint16_t>(sites.size()));
    if (fresh && sites.size() > std::numeric_limits<std::uint16_t>::max()) {
        throw Error{ErrorKind::invalid_graph, "more than 65536 different pairs of node and island"};
    }
    if (fresh) {
        sites.push_back(place);
    }
    return found->second;
}

PortId GraphBuilder::add_port(std::string_view name)
{
    auto const number = state_->ports.add(name);
    if (number > std::numeric_limits<std::uint16_t>::max()) {
        throw Error{ErrorKind::invalid_graph,
                    "more than 65535 different names of ports",
                    "name ports after what they carry, not after the drop"};
    }
    return PortId{number};
}

void GraphBuilder::add_relation(Relation const& relation)
{
    if (state_->mentions.size() >= most_32_bit) {
        throw_too_large("relations");
    }
    state_->mentions.push_back({relation.from.value,
                                relation.to.value,
                                narrow_port(relation.from_port),
                                narrow_port(relation.to_port),
                                flags_of(relation)});
}

void GraphBuilder::set_graph_name(std::string name)
{
    state_->graph.graph_name_ = std::move(name);
}

void GraphBuilder::set_reprodata(std::string json)
{
    state_->graph.reprodata_ = std::move(json);
}

std::uint32_t GraphBuilder::size() const noexcept
{
    return state_->graph.size();
}

std::string GraphBuilder::oid(DropId drop) const
{
    return state_->oid(drop);
}

std::string GraphBuilder::State::oid(DropId drop) const
{
    std::string oid{heads[graph.head_of(drop)]};
    return oid.append(graph.oid_tail(drop));
}

/// Takes away what links a drop to itself, after reporting it.
void GraphBuilder::State::check_ends(Diagnostics& diagnostics, Locator const& where)
{
    std::erase_if(mentions, [&](Mention const& mention) {
        if (mention.from == mention.to) {
            diagnostics.error(where(DropId{mention.from}),
                              "the drop is linked to itself",
                              "no drop may be its own input or output");
        }
        return mention.from == mention.to;
    });
}

/// Between apps and between data drops. Nothing can run the latter, which check_runnable() refuses.
void GraphBuilder::State::insert_implicit_drops(GraphBuilder& builder,
                                                Diagnostics& diagnostics,
                                                Locator const& where)
{
    ImplicitDrops implicit;
    std::vector<Mention> added;
    for (auto& mention : mentions) {
        auto const ends = kind(mention.from);
        if (ends != kind(mention.to)) {
            continue;
        }
        auto const drops = graph.size();
        auto const between =
            implicit.between(builder, ends, DropId{mention.from}, DropId{mention.to});
        if (ends == DropKind::data && between.value == drops) {
            diagnostics.warning(
                where(DropId{mention.from}),
                fmt::format("data drop linked to another data drop, {}", where(DropId{mention.to})),
                "put an app between them, for instance dlg.apps.simple.CopyApp");
        }
        auto second = mention;
        second.from = between.value;
        second.from_port = 0;
        added.push_back(second);
        mention.to = between.value;
        mention.to_port = 0;
    }
    mentions.insert(mentions.end(), added.begin(), added.end());
}

void GraphBuilder::State::link(Diagnostics& diagnostics, Locator const& where)
{
    PortTable pairs{ports};
    auto const pair_of = [&](Edge const& edge, DropKind from_kind) {
        return from_kind == DropKind::app ? pairs.add(edge.from_port, edge.to_port, edge.streaming)
                                          : pairs.add(edge.to_port, edge.from_port, edge.streaming);
    };
    auto after = merge_mentions(mentions, graph.size(), EdgeDirection::successors);
    graph.successor_offsets_ = std::move(after.offsets);
    graph.successors_.reserve(after.edges.size());
    graph.successor_ports_.reserve(after.edges.size());
    for (std::uint32_t drop = 0, i = 0; drop < graph.size(); ++drop) {
        for (; i < graph.successor_offsets_[drop + std::size_t{1}]; ++i) {
            auto const& edge = after.edges[i];
            graph.successors_.push_back(DropId{edge.neighbour});
            graph.successor_ports_.push_back(pair_of(edge, kind(drop)));
            if (edge.mixed) {
                diagnostics.error(where(DropId{drop}),
                                  fmt::format("linked to {} both with and without streaming",
                                              where(DropId{edge.neighbour})),
                                  "keep one of the two relations");
            }
        }
    }
    after = {};
    auto before = merge_mentions(mentions, graph.size(), EdgeDirection::predecessors);
    mentions = {};
    graph.predecessor_offsets_ = std::move(before.offsets);
    graph.predecessors_.reserve(before.edges.size());
    graph.predecessor_ports_.reserve(before.edges.size());
    for (auto const& edge : before.edges) {
        graph.predecessors_.push_back(DropId{edge.neighbour});
        graph.predecessor_ports_.push_back(pair_of(edge, kind(edge.neighbour)));
    }
    graph.port_pairs_ = pairs.take();
}

void GraphBuilder::State::report_cycle(Diagnostics& diagnostics, Locator const& where) const
{
    auto const cycle = find_cycle(graph);
    if (cycle.empty()) {
        return;
    }
    constexpr std::size_t shown = 10;
    std::string path;
    for (std::size_t i = 0; i < std::min(shown, cycle.size()); ++i) {
        path += fmt::format("'{}' -> ", oid(cycle[i]));
    }
    path += cycle.size() > shown ? "... -> " : "";
    diagnostics.error(where(cycle.front()),
                      fmt::format("cycle of {} drops, none of which can ever start: {}'{}'",
                                  cycle.size(),
                                  path,
                                  oid(cycle.front())),
                      "take away one of these relations");
}

/// Gives back the room for more.
void GraphBuilder::State::trim()
{
    graph.templates_.finish();
    graph.template_of_.shrink_to_fit();
    graph.head_of_.shrink_to_fit();
    graph.tails_.shrink_to_fit();
    graph.site_of_.shrink_to_fit();
}

PhysicalGraph GraphBuilder::finish(Diagnostics& diagnostics, Locator const& where)
{
    auto& state = *state_;
    auto const in_words = [&](DropId drop) { return fmt::format("drop '{}'", oid(drop)); };
    auto const locate = where ? where : Locator{in_words};
    state.check_ends(diagnostics, locate);
    state.insert_implicit_drops(*this, diagnostics, locate);
    auto& graph = state.graph;
    if (!graph.site_of_.empty()) {
        graph.site_of_.resize(graph.size(), state.site({}));
    }
    state.link(diagnostics, locate);
    for (std::uint32_t i = 0; i < state.places.size(); ++i) {
        graph.places_.emplace_back(state.places[i]);
    }
    state.report_cycle(diagnostics, locate);
    graph.head_offsets_ = state.heads.take_offsets();
    graph.heads_ = state.heads.take_letters();
    state.trim();
    graph.hash_ = graph_hash(graph, state.template_hashes);
    auto result = std::move(graph);
    *this = GraphBuilder{};
    return result;
}

}  // namespace atl::graph
