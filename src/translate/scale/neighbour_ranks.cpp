#include "translate/scale/neighbour_ranks.hpp"

#include <algorithm>
#include <limits>

namespace atl::translate {
namespace {

constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();

/// A relation of a run's drops that may lead to another rank.
struct OpenRelation {
    TemplateRelation const* relation;
    bool leads_out;  ///< From the run's drops; else to them.
};

class Search {
  public:
    Search(TemplateGraph const& graph,
           Ownership const& ownership,
           PartIndex const& index,
           std::uint32_t ranks)
        : graph_(graph),
          ownership_(ownership),
          index_(index),
          joined_by_(ranks, nobody),
          fed_by_(ranks, nobody),
          known_there_(ranks, 0)
    {
    }

    NeighbourRanks run()
    {
        for (auto const& run : index_.runs()) {
            look_at(run);
        }
        if (!found_.remotes.empty()) {
            catch_up(index_.owned());
        }
        std::ranges::sort(found_.ghosts);
        return std::move(found_);
    }

  private:
    void look_at(PartIndex::Run const& run)
    {
        auto const open = open_relations(run);
        for (auto index = run.indexes.begin; !open.empty() && index < run.indexes.end; ++index) {
            auto const local = run.local + static_cast<std::uint32_t>(index - run.indexes.begin);
            for (auto const& about : open) {
                visit(about, index, local);
            }
            end_of_drop(local);
        }
    }

    [[nodiscard]] std::vector<OpenRelation> open_relations(PartIndex::Run const& run) const
    {
        std::vector<OpenRelation> open;
        for (auto const number : graph_.outgoing(run.block)) {
            auto const& relation = graph_.relations()[number];
            if (index_.run_holding(relation.to, relation.targets_of(run.indexes)) == nullptr) {
                open.push_back({&relation, true});
            }
        }
        for (auto const number : graph_.incoming(run.block)) {
            auto const& relation = graph_.relations()[number];
            if (index_.run_holding(relation.from, relation.sources_of(run.indexes)) == nullptr) {
                open.push_back({&relation, false});
            }
        }
        return open;
    }

    void visit(OpenRelation about, std::uint64_t index, std::uint32_t local)
    {
        if (about.leads_out) {
            about.relation->for_each_target(index, [&](std::uint64_t target) {
                if (auto const rank = meet({about.relation->to, target}, local); rank != nobody) {
                    fed_by_[rank] = local;
                }
            });
        } else {
            about.relation->for_each_source(index, [&](std::uint64_t source) {
                static_cast<void>(meet({about.relation->from, source}, local));
            });
        }
    }

    /// Notes that own drop \p local is joined with \p other. \returns the owner of \p other, or
    /// nobody when it is of this rank.
    std::uint32_t meet(DropAddress other, std::uint32_t local)
    {
        if (index_.find_owned(other)) {
            return nobody;
        }
        auto const owner = ownership_.of(other.block, other.index).value;
        if (joined_by_[owner] != local) {
            joined_by_[owner] = local;
            joined_.push_back(owner);
        }
        auto const number = graph_.blocks()[other.block].first + other.index;
        if (seen_.empty()) {
            seen_.resize(graph_.size());
        }
        if (!seen_[number]) {
            seen_[number] = true;
            found_.ghosts.push_back({owner, DropId{static_cast<std::uint32_t>(number)}});
        }
        return owner;
    }

    /// Each rank that \p local is joined with knows it as the next of this rank's drops.
    void end_of_drop(std::uint32_t local)
    {
        std::ranges::sort(joined_);
        for (auto const rank : joined_) {
            auto const name = known_there_[rank]++;
            if (fed_by_[rank] == local) {
                catch_up(local);
                found_.remotes.push_back({rank, name});
            }
        }
        joined_.clear();
    }

    /// The rows of the drops before \p local, of which nobody else need hear, are empty.
    void catch_up(std::uint32_t local)
    {
        found_.remote_offsets.reserve(index_.owned() + std::size_t{1});
        found_.remote_offsets.resize(std::max(found_.remote_offsets.size(), local + std::size_t{1}),
                                     static_cast<std::uint32_t>(found_.remotes.size()));
    }

    TemplateGraph const& graph_;
    Ownership const& ownership_;
    PartIndex const& index_;
    NeighbourRanks found_;
    std::vector<bool> seen_;                  // [drops of the graph] once there is any
    std::vector<std::uint32_t> joined_by_;    // [ranks] last own drop joined with the rank
    std::vector<std::uint32_t> fed_by_;       // [ranks] last own drop that feeds the rank
    std::vector<std::uint32_t> known_there_;  // [ranks] own drops that the rank has as ghosts
    std::vector<std::uint32_t> joined_;       // ranks that the present drop is joined with
};

}  // namespace

NeighbourRanks find_neighbour_ranks(TemplateGraph const& graph,
                                    Ownership const& ownership,
                                    PartIndex const& index,
                                    std::uint32_t ranks)
{
    return Search{graph, ownership, index, ranks}.run();
}

}  // namespace atl::translate
