#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"

#include "support/engine/random_graph.hpp"

namespace atl::engine::test {

class ClusterRank;

/// What the ranks of a Cluster share.
struct World {
    RandomGraph const* graph{nullptr};
    std::vector<unsigned> rank;  ///< Of each drop.
    std::vector<std::unique_ptr<ClusterRank>> ranks;
    std::vector<std::atomic<unsigned>> attempts;  ///< At each app.
    std::atomic<bool> ran_too_early{false};
    std::atomic<unsigned> cpus_high_water{0};

    [[nodiscard]] DropState state(std::uint32_t drop) const;
};

/// One rank of a Cluster: its engine, what the drops do, and the queue of events from other ranks.
class ClusterRank final : public DropHost {
  public:
    ClusterRank(World& world, unsigned number) : world_(world), number_(number)
    {
        local_.resize(world.rank.size());
        for (std::uint32_t drop = 0; drop < local_.size(); ++drop) {
            if (world.rank[drop] == number) {
                local_[drop] = static_cast<std::uint32_t>(own_.size());
                own_.push_back(drop);
            }
        }
        rows_.resize(own_.size());
        remote_rows_.resize(own_.size());
        masks_.resize(own_.size());
    }

    /// Write down who hears of the own drops, here and on other ranks.
    void add_rows()
    {
        for (std::uint32_t index = 0; index < own_.size(); ++index) {
            add_row(index, world_.graph->drops()[own_[index]]);
        }
    }

    /// Make the engine, once all ranks have added their rows.
    void build(EngineOptions options)
    {
        for (auto const& row : rows_) {
            successors_.insert(successors_.end(), row.begin(), row.end());
            offsets_.push_back(static_cast<std::uint32_t>(successors_.size()));
        }
        for (std::uint32_t index = 0; index < own_.size(); ++index) {
            auto const& drop = world_.graph->drops()[own_[index]];
            remotes_.insert(remotes_.end(), remote_rows_[index].begin(), remote_rows_[index].end());
            remote_offsets_.push_back(static_cast<std::uint32_t>(remotes_.size()));
            template_of_.push_back(index);
            rules_.push_back(drop.rules);
            expected_.push_back(static_cast<std::uint32_t>(drop.predecessors.size()));
        }
        auto const owned = static_cast<std::uint32_t>(own_.size());
        Topology const topology{.owned = owned,
                                .ghosts = static_cast<std::uint32_t>(rows_.size()) - owned,
                                .successor_offsets = offsets_,
                                .successors = successors_,
                                .remote_offsets = remote_offsets_,
                                .remotes = remotes_,
                                .template_of = template_of_,
                                .rules = rules_,
                                .expected = expected_,
                                .priority = {}};
        engine_ = std::make_unique<Engine>(topology, *this, clock_, options);
    }

    [[nodiscard]] Engine& engine() noexcept { return *engine_; }

    [[nodiscard]] DropState state_of(std::uint32_t drop) const
    {
        return engine_->state(DropIndex{local_[drop]});
    }

    /// Takes over what \p drops [graph] keeps, own drops and ghosts.
    void restore(std::vector<RestoredDrop> const& drops)
    {
        std::vector<RestoredDrop> here;
        for (auto const& list : {own_, ghosts_}) {
            for (auto const drop : list) {
                here.push_back(drops[drop]);
            }
        }
        engine_->restore(here);
    }

    /// The progress thread: starts the engine and hands it what comes from other ranks.
    void progress()
    {
        engine_->start();
        while (!engine_->finished()) {
            std::vector<RemoteEvent> events;
            {
                std::scoped_lock const lock{mutex_};
                events.swap(inbox_);
            }
            engine_->remote_events(events);
            std::this_thread::yield();
        }
    }

    AppOutcome run_app(DropIndex app, unsigned attempt, WorkerId /*worker*/) noexcept override
    {
        auto const& drop = check_turn(app);
        auto const in_use = cpus_.fetch_add(drop.rules.num_cpus) + drop.rules.num_cpus;
        auto seen = world_.cpus_high_water.load();
        while (seen < in_use && !world_.cpus_high_water.compare_exchange_weak(seen, in_use)) {
        }
        ++world_.attempts[own_[app.index()]];
        if (own_[app.index()] % 4 == 0) {
            std::this_thread::yield();
        }
        cpus_ -= drop.rules.num_cpus;
        if (attempt < drop.good_attempt) {
            return {.status = AppOutcome::Status::failed};
        }
        return {.skipped_outputs = masks_[app.index()]};
    }

    DataOutcome publish(DropIndex data, WorkerId /*worker*/) noexcept override
    {
        return check_turn(data).publishable ? DataOutcome::completed : DataOutcome::error;
    }

    void settled(DropIndex /*drop*/, DropState /*state*/, WorkerId /*worker*/) noexcept override {}

    void notify(DropIndex /*drop*/,
                DropEvent event,
                std::span<RemoteTarget const> targets,
                WorkerId /*worker*/) noexcept override
    {
        for (auto const target : targets) {
            auto& peer = *world_.ranks[target.rank];
            std::scoped_lock const lock{peer.mutex_};
            peer.inbox_.push_back({DropIndex{target.ghost}, event});
        }
    }

    void session_end_reached(DropIndex /*drop*/, WorkerId /*worker*/) noexcept override {}
    void worker_idle(WorkerId /*worker*/) noexcept override {}

  private:
    void add_row(std::uint32_t index, RandomDrop const& drop)
    {
        std::map<unsigned, std::vector<std::uint32_t>> elsewhere;
        std::uint64_t remote_mask = 0;
        for (std::size_t place = 0; place < drop.successors.size(); ++place) {
            auto const to = drop.successors[place];
            auto const skipped = place < 64 ? drop.skipped_outputs >> place & 1 : 0;
            if (world_.rank[to] == number_) {
                masks_[index] |= skipped << rows_[index].size();
                rows_[index].push_back(local_[to]);
            } else if (drop.skipped_outputs != 0) {
                remote_mask |= skipped << remote_rows_[index].size();
                add_remote(index, world_.rank[to], {to});
            } else {
                elsewhere[world_.rank[to]].push_back(to);
            }
        }
        masks_[index] |= remote_mask << rows_[index].size();
        for (auto const& [rank, successors] : elsewhere) {
            add_remote(index, rank, successors);
        }
    }

    void add_remote(std::uint32_t index, unsigned rank, std::vector<std::uint32_t> successors)
    {
        auto& peer = *world_.ranks[rank];
        for (auto& drop : successors) {
            drop = peer.local_[drop];
        }
        remote_rows_[index].push_back(
            {.rank = rank, .ghost = static_cast<std::uint32_t>(peer.rows_.size())});
        peer.ghosts_.push_back(own_[index]);
        peer.rows_.push_back(std::move(successors));
    }

    RandomDrop const& check_turn(DropIndex index)
    {
        auto const& drop = world_.graph->drops()[own_[index.index()]];
        for (auto const from : drop.predecessors) {
            if (!is_final(world_.state(from))) {
                world_.ran_too_early = true;
            }
        }
        return drop;
    }

    World& world_;
    unsigned number_;
    SystemClock clock_;
    std::vector<std::uint32_t> local_;   ///< Index here of each drop of the graph that is owned.
    std::vector<std::uint32_t> own_;     ///< Number in the graph of each own drop.
    std::vector<std::uint32_t> ghosts_;  ///< Number in the graph of each ghost.
    std::vector<std::uint64_t> masks_;   ///< Outputs that each own app skips.
    std::vector<std::vector<std::uint32_t>> rows_;  ///< Successors of own drops, then of ghosts.
    std::vector<std::vector<RemoteTarget>> remote_rows_;
    std::vector<std::uint32_t> offsets_{0};
    std::vector<std::uint32_t> successors_;
    std::vector<std::uint32_t> remote_offsets_{0};
    std::vector<RemoteTarget> remotes_;
    std::vector<std::uint32_t> template_of_;
    std::vector<TemplateRules> rules_;
    std::vector<std::uint32_t> expected_;
    std::unique_ptr<Engine> engine_;
    std::atomic<unsigned> cpus_{0};
    std::mutex mutex_;  ///< Guards `inbox_`.
    std::vector<RemoteEvent> inbox_;
};

inline DropState World::state(std::uint32_t drop) const
{
    return ranks[rank[drop]]->state_of(drop);
}

}  // namespace atl::engine::test
