#include "app/run_preview.hpp"

#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "atoll/runtime/usable_cpus.hpp"
#include "atoll/translate/partition.hpp"
#include "atoll/translate/summarize.hpp"

namespace atl::app {
namespace {

/// Drops of one rank.
struct Share {
    std::uint64_t apps{0};
    std::uint64_t data{0};
    double seconds{0};  ///< Sum of the apps' expected times.
};

std::vector<Share> shares_of(graph::PhysicalGraph const& graph, graph::Placement const& placement)
{
    std::vector<Share> shares;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const rank = placement[i].index();
        shares.resize(std::max(shares.size(), rank + 1));
        auto const about = graph.drop_template(DropId{i});
        if (about.kind == DropKind::app) {
            ++shares[rank].apps;
            shares[rank].seconds += about.weight;
        } else {
            ++shares[rank].data;
        }
    }
    return shares;
}

std::string places_of(graph::PhysicalGraph const& graph,
                      session::SessionFile const& session,
                      std::uint32_t cpus)
{
    translate::PlacementOptions options;
    options.algorithm = session.partition_algorithm;
    options.cores = cpus;
    if (auto const found = session.options.find("partitions"); found != session.options.end()) {
        options.partitions = static_cast<std::uint32_t>(std::stoul(found->second));
    }
    Diagnostics notes;
    auto const workers = translate::worker_ranks(session.node_managers + 1);
    auto const shares = shares_of(graph, translate::place(graph, options, workers, notes));
    std::string text;
    for (auto const rank : workers) {
        auto const share = rank.index() < shares.size() ? shares[rank.index()] : Share{};
        text += fmt::format("rank {}: {} apps ({:g} s expected), {} data drops, {} CPUs\n",
                            rank.index(),
                            share.apps,
                            share.seconds,
                            share.data,
                            cpus);
    }
    return text;
}

}  // namespace

std::string preview_run(runtime::SessionGraph const& graph, session::SessionFile const& session)
{
    auto const cpus = session.cpus_per_rank > 0 ? session.cpus_per_rank : runtime::usable_cpus();
    auto const summary =
        graph.templates ? translate::summarize(*graph.templates) : graph::summarize(graph.drops);
    auto text = graph::render(summary);
    if (session.node_managers > 0) {
        text += "rank 0: island manager, runs no drops\n";
    }
    if (graph.templates) {
        return text + fmt::format("{} ranks of {} CPUs divide the drops by index\n",
                                  std::max(1U, session.node_managers),
                                  cpus);
    }
    return text + places_of(graph.drops, session, cpus);
}

}  // namespace atl::app
