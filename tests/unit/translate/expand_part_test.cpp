#include "atoll/translate/expand_part.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/translate/partition.hpp"

#include "unit/translate/random_logical_graph.hpp"

namespace atl::translate {
namespace {

using Neighbours = std::vector<std::pair<DropId, std::string>>;

/// One graph made in both ways: whole, and rank by rank.
struct BothWays {
    BothWays(testing::LogicalSample const& sample, std::uint32_t world)
        : BothWays(sample.graph, sample.plan(), world)
    {
    }

    BothWays(graph::LogicalGraph const& graph, UnrollPlan const& plan, std::uint32_t world)
        : ranks(world)
    {
        UnrollOptions const options{.oid_prefix = "P"};
        whole = expand(graph, plan, options, diagnostics);
        Diagnostics same;
        auto made = make_template_graph(graph, plan, options, same);
        if (!made || diagnostics.has_errors()) {
            return;
        }
        templates = std::make_shared<TemplateGraph const>(std::move(*made));
        auto const ownership =
            std::make_shared<Ownership const>(cut_outermost(*templates, worker_ranks(ranks)));
        for (std::uint32_t rank = 0; rank < ranks; ++rank) {
            parts.push_back(expand_part(templates, ownership, RankId{rank}, ranks));
        }
    }

    Diagnostics diagnostics;
    std::uint32_t ranks;
    graph::PhysicalGraph whole;
    std::shared_ptr<TemplateGraph const> templates;
    std::vector<graph::Part> parts;
};

std::string port_text(graph::PortPair const& pair)
{
    return pair.app_port + "/" + pair.data_port;
}

Neighbours inputs(graph::Part const& part, std::uint32_t local)
{
    Neighbours result;
    part.for_each_input(local, [&](std::uint32_t other, std::uint16_t ports) {
        result.emplace_back(part.drop(other), port_text(part.port_pairs[ports]));
    });
    return result;
}

Neighbours outputs(graph::Part const& part, std::uint32_t local)
{
    Neighbours result;
    part.for_each_output(local, [&](std::uint32_t other, std::uint16_t ports) {
        result.emplace_back(part.drop(other), port_text(part.port_pairs[ports]));
    });
    return result;
}

Neighbours pairs(graph::PhysicalGraph const& graph,
                 std::span<DropId const> drops,
                 std::span<std::uint16_t const> ports)
{
    Neighbours result;
    for (std::size_t i = 0; i < drops.size(); ++i) {
        result.emplace_back(drops[i], port_text(graph.port_pairs()[ports[i]]));
    }
    return result;
}

/// Drops that hear of own drop \p local: here, and by way of its remotes.
std::multiset<DropId> heard_by(BothWays const& both, std::uint32_t rank, std::uint32_t local)
{
    auto const& part = both.parts[rank];
    std::multiset<DropId> drops;
    auto const add = [&drops](graph::Part const& where, std::uint32_t at) {
        for (auto k = where.successor_offsets[at]; k < where.successor_offsets[at + 1]; ++k) {
            drops.insert(where.drop(where.successors[k]));
        }
    };
    add(part, local);
    for (std::uint32_t i = 0; i < part.remote_count(local); ++i) {
        auto const k = part.remote_offsets[local] + i;
        auto const target = part.remotes[k];
        auto const& there = both.parts[target.rank];
        auto const ghost = there.ghost_of(RankId{rank}, target.ghost);
        EXPECT_EQ(there.drop(ghost), part.drop(local));
        add(there, ghost);
    }
    return drops;
}

void expect_same_drop(BothWays const& both, std::uint32_t rank, std::uint32_t local)
{
    auto const& part = both.parts[rank];
    auto const& whole = both.whole;
    auto const drop = part.drop(local);
    EXPECT_EQ(part.oid(local), whole.oid(drop));
    EXPECT_EQ(both.templates->find(whole.oid(drop)), drop);
    EXPECT_EQ(part.iid(local), whole.iid(drop));
    EXPECT_EQ(part.template_of[local], whole.template_of(drop).value);
    if (local >= part.owned) {
        return;
    }
    EXPECT_EQ(part.find_owned(drop), local);
    EXPECT_EQ(inputs(part, local),
              pairs(whole, whole.predecessors(drop), whole.predecessor_ports(drop)));
    EXPECT_EQ(outputs(part, local),
              pairs(whole, whole.successors(drop), whole.successor_ports(drop)));
    EXPECT_EQ(part.input_count(local), whole.predecessors(drop).size());
    for (auto const before : whole.predecessors(drop)) {
        EXPECT_THAT(part.fed_by[part.template_of[local]],
                    ::testing::Contains(whole.template_of(before).value));
    }
    auto const after = whole.successors(drop);
    EXPECT_EQ(heard_by(both, rank, local), (std::multiset<DropId>{after.begin(), after.end()}));
}

void expect_same_graph(BothWays const& both)
{
    ASSERT_TRUE(both.templates);
    ASSERT_EQ(both.templates->size(), both.whole.size());
    std::uint32_t owned = 0;
    for (std::uint32_t rank = 0; rank < both.ranks; ++rank) {
        auto const counts = both.parts[rank].input_counts();
        for (std::uint32_t local = 0; local < both.parts[rank].owned; ++local) {
            ASSERT_EQ(counts[local], both.parts[rank].input_count(local));
        }
        owned += both.parts[rank].owned;
        for (std::uint32_t local = 0; local < both.parts[rank].size(); ++local) {
            expect_same_drop(both, rank, local);
        }
    }
    EXPECT_EQ(owned, both.whole.size());
}

TEST(ExpandPart, the_parts_of_random_graphs_are_the_whole_graph)
{
    unsigned regular = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        testing::RandomLogicalGraph const random{seed};
        BothWays const both{random.sample(), 1 + seed % 4};
        if (both.templates) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            expect_same_graph(both);
            ++regular;
        }
        ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
    }
    EXPECT_GT(regular, 150U) << "most graphs follow rules";
}

TEST(ExpandPart, the_parts_of_real_graphs_are_the_whole_graph)
{
    char const* const corpus = std::getenv("ATOLL_CORPUS");
    if (corpus == nullptr) {
        GTEST_SKIP() << "no corpus of real graphs (set ATOLL_CORPUS)";
    }
    constexpr std::uint64_t most_drops = 100'000;
    unsigned compared = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{corpus}) {
        if (entry.path().extension() != ".graph") {
            continue;
        }
        graph::GraphFile const file{entry.path()};
        auto const read = graph::read_logical_graph(file.text(), file.name());
        Diagnostics diagnostics;
        auto const plan =
            read.diagnostics.has_errors() ? UnrollPlan{} : plan_unroll(read.graph, {}, diagnostics);
        if (diagnostics.has_errors() || plan.drops == 0 || plan.drops > most_drops) {
            continue;
        }
        BothWays const both{read.graph, plan, 1 + compared % 4};
        if (both.templates) {
            SCOPED_TRACE(entry.path());
            expect_same_graph(both);
            ++compared;
        } else if (!both.diagnostics.has_errors()) {
            std::cout << "not regular: " << entry.path() << '\n';
        }
    }
    std::cout << compared << " graphs are the same in both ways\n";
}

TEST(ExpandPart, a_loop_is_one_graph_in_parts)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", graph::Construct::scatter, 5);
    auto const loop = sample.add("L", graph::Construct::loop, 3, scatter);
    auto const app = sample.app("w", loop);
    auto const data = sample.data("d", loop);
    sample.link(app, data);
    sample.graph.nodes[app].group_start = true;
    sample.graph.nodes[data].group_end = true;
    expect_same_graph(BothWays{sample, 4});
}

TEST(ExpandPart, an_app_that_feeds_an_app_has_an_event_between_them)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", graph::Construct::scatter, 5);
    auto const source = sample.app("one");
    sample.link(source, sample.app("many", scatter));
    expect_same_graph(BothWays{sample, 3});
}

TEST(ExpandPart, a_rank_without_drops_has_an_empty_part)
{
    testing::LogicalSample sample;
    auto const source = sample.app("a");
    sample.link(source, sample.data("d"));
    BothWays const both{sample, 4};
    ASSERT_TRUE(both.templates);
    EXPECT_EQ(both.parts[3].size(), 0U);
    EXPECT_EQ(both.parts[3].successor_offsets.size(), 1U);
}

}  // namespace
}  // namespace atl::translate
