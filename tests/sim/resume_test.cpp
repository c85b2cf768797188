// Sessions whose ranks die at any moment, in one thread: real engines on random graphs, joined by
// queues, with journals that lag behind what has happened. After each death the session goes on, on
// another number of ranks, by the plan that rank 0 would make. Whatever happens, it ends as if
// nothing had.

#include <deque>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/manager/resume_plan.hpp"

#include "support/manager/simulated_session.hpp"

namespace atl::manager {
namespace {

using engine::AppOutcome;
using engine::DropIndex;
using test::Receipts;
using test::Session;
using test::Storage;

class World;

/// One rank of an epoch.
class SimulatedRank final : public engine::DropHost {
  public:
    SimulatedRank(World& world, graph::Part part, std::vector<RestoredDrop> const& restored);

    void step();
    [[nodiscard]] bool finished() const { return engine_->finished(); }
    /// What it has recorded so far reaches the disk.
    void commit();

    AppOutcome run_app(DropIndex app, unsigned attempt, engine::WorkerId) noexcept override;
    engine::DataOutcome publish(DropIndex data, engine::WorkerId) noexcept override;
    void settled(DropIndex drop, DropState state, engine::WorkerId) noexcept override
    {
        record(drop, state, 0);
    }
    void notify(DropIndex drop,
                engine::DropEvent event,
                std::span<RemoteTarget const> targets,
                engine::WorkerId) noexcept override;
    void session_end_reached(DropIndex, engine::WorkerId) noexcept override {}
    void worker_idle(engine::WorkerId) noexcept override {}

  private:
    struct Event {
        DropId drop;
        DropState state;
        std::uint8_t tries;
    };

    [[nodiscard]] engine::Topology topology();
    void record(DropIndex drop, DropState state, unsigned tries)
    {
        pending_.push_back({part_.drop(drop.value), state, static_cast<std::uint8_t>(tries)});
    }

    World& world_;
    graph::Part part_;
    SystemClock clock_;
    std::vector<engine::TemplateRules> rules_;
    std::vector<std::uint32_t> expected_;
    std::unique_ptr<engine::Engine> engine_;
    std::deque<engine::RemoteEvent> inbox_;
    std::vector<Event> pending_;
};

/// One epoch.
class World {
  public:
    World(Session& owner, std::uint32_t number) : session(owner), epoch(number)
    {
        believe_receipts();
        auto const plan =
            plan_resume(session.graph,
                        session.snapshot,
                        {},
                        {[this](DropId data) { return session.published.contains(data); },
                         [this](DropId data) { return session.in_file(data); }});
        for (std::uint32_t drop = 0; drop < plan.drops.size(); ++drop) {
            if (plan.drops[drop].state == DropState::finished) {  // perhaps inferred
                session.snapshot.drops[drop].state = DropState::finished;
            }
        }
        for (auto const& verdict : plan.verdicts) {
            set_aside = set_aside || verdict.reason == ResumeReason::lost_too_often;
        }
        auto const ranks = static_cast<std::uint32_t>(1 + session.random() % 3);
        graph::Placement placement;
        for (std::uint32_t drop = 0; drop < session.graph.size(); ++drop) {
            placement.emplace_back(static_cast<std::uint32_t>(session.random() % ranks));
        }
        for (auto& part : graph::split_graph(session.graph, placement, ranks)) {
            std::vector<RestoredDrop> restored;
            for (std::uint32_t local = 0; local < part.size(); ++local) {
                restored.push_back(plan.drops[part.drop(local).index()]);
            }
            all.push_back(std::make_unique<SimulatedRank>(*this, std::move(part), restored));
        }
    }

    /// As enter_receipts of src/runtime.
    void believe_receipts()
    {
        for (auto const& [app, when] : session.ended) {
            auto& known = session.snapshot.drops[app.index()];
            bool const there =
                std::ranges::all_of(session.graph.successors(app), [&](DropId output) {
                    return session.in_file(output) && (session.published.contains(output) ||
                                                       session.staged.contains({output, app}));
                });
            if (session.receipts == Receipts::left && when + 1 == epoch && there &&
                !is_final(known.state)) {
                known.state = DropState::finished;
                known.epoch = when;
            }
        }
    }

    /// Runs until all is done, or for \p steps. \returns whether all is done.
    bool run(unsigned steps)
    {
        for (unsigned step = 0; step < steps && !died; ++step) {
            auto& rank = *all[session.random() % all.size()];
            rank.step();
            if (!died && session.random() % 4 == 0) {
                rank.commit();
            }
            if (!died &&
                std::ranges::all_of(all, [](auto const& one) { return one->finished(); })) {
                std::ranges::for_each(all, [](auto const& one) { one->commit(); });
                return true;
            }
        }
        for (auto& drop : session.snapshot.drops) {
            drop.lost_tries += drop.state == DropState::running && drop.epoch == epoch ? 1 : 0;
        }
        return false;
    }

    Session& session;
    std::uint32_t epoch;
    std::vector<std::unique_ptr<SimulatedRank>> all;
    std::set<std::pair<DropId, DropId>> in_memory;  ///< (data, app that wrote it)
    std::set<DropId> published;                     ///< Data that can be read.
    bool may_die_in_apps{true};
    bool died{false};
    bool set_aside{false};
};

SimulatedRank::SimulatedRank(World& world,
                             graph::Part part,
                             std::vector<RestoredDrop> const& restored)
    : world_(world), part_(std::move(part))
{
    engine_ = std::make_unique<engine::Engine>(
        topology(), static_cast<engine::DropHost&>(*this), clock_, engine::EngineOptions{});
    engine_->restore(restored);
    engine_->start();
}

engine::Topology SimulatedRank::topology()
{
    for (auto const& shared : part_.templates) {
        rules_.push_back({.kind = shared.kind, .n_tries = shared.n_tries});
    }
    for (std::uint32_t drop = 0; drop < part_.owned; ++drop) {
        expected_.push_back(part_.input_count(drop));
    }
    engine::Topology view;
    view.owned = part_.owned;
    view.ghosts = part_.size() - part_.owned;
    view.successor_offsets = part_.successor_offsets;
    view.successors = part_.successors;
    view.remote_offsets = part_.remote_offsets;
    view.remotes = part_.remotes;
    view.template_of = std::span{part_.template_of}.first(part_.owned);
    view.rules = rules_;
    view.expected = expected_;
    return view;
}

void SimulatedRank::step()
{
    auto& random = world_.session.random;
    while (!inbox_.empty() && random() % 3 != 0) {
        engine_->remote_event(inbox_.front().ghost, inbox_.front().event);
        inbox_.pop_front();
    }
    static_cast<void>(engine_->work_some(engine::WorkerId{0}, 1));
}

void SimulatedRank::commit()
{
    for (auto const& [drop, state, tries] : pending_) {
        auto& known = world_.session.snapshot.drops[drop.index()];
        known.state = state;
        known.tries = tries;
        known.epoch = world_.epoch;
    }
    pending_.clear();
}

AppOutcome SimulatedRank::run_app(DropIndex app, unsigned attempt, engine::WorkerId) noexcept
{
    auto& session = world_.session;
    auto const drop = part_.drop(app.value);
    if (world_.died) {
        return {};
    }
    if (session.snapshot.drops[drop.index()].state == DropState::finished) {
        session.ran_what_was_done = true;
    }
    session.ran_what_had_ended = session.ran_what_had_ended ||
                                 (session.ended.contains(drop) && session.writes_files_only(drop));
    record(app, DropState::running, attempt);
    if (world_.may_die_in_apps && session.random() % 40 == 0) {
        commit();
        world_.died = true;
        return {};
    }
    for (auto const input : session.graph.predecessors(drop)) {
        bool const there = world_.published.contains(input) || session.published.contains(input);
        session.read_what_was_gone = session.read_what_was_gone || !there;
    }
    if (attempt < session.good_attempt[drop.index()]) {
        if (attempt >= part_.drop_template(app.value).n_tries) {
            record(app, DropState::error, attempt);
        }
        return {.status = AppOutcome::Status::failed};
    }
    for (auto const output : session.graph.successors(drop)) {
        (session.in_file(output) ? session.staged : world_.in_memory).insert({output, drop});
    }
    session.ended[drop] = world_.epoch;
    if (world_.may_die_in_apps && session.random() % 40 == 0) {
        world_.died = true;  // Nobody but the disk has heard of the end.
        return {};
    }
    record(app, DropState::finished, attempt);
    return {};
}

engine::DataOutcome SimulatedRank::publish(DropIndex data, engine::WorkerId) noexcept
{
    auto& session = world_.session;
    auto const drop = part_.drop(data.value);
    if (world_.died) {
        return engine::DataOutcome::completed;
    }
    auto const& written = session.in_file(drop) ? session.staged : world_.in_memory;
    for (auto const producer : session.graph.predecessors(drop)) {
        session.read_what_was_gone =
            session.read_what_was_gone || !written.contains({drop, producer});
    }
    (session.in_file(drop) ? session.published : world_.published).insert(drop);
    record(data, DropState::completed, 0);
    return engine::DataOutcome::completed;
}

void SimulatedRank::notify(DropIndex,
                           engine::DropEvent event,
                           std::span<RemoteTarget const> targets,
                           engine::WorkerId) noexcept
{
    for (auto const target : targets) {
        world_.all[target.rank]->inbox_.push_back({DropIndex{target.ghost}, event});
    }
}

struct Ending {
    std::vector<DropState> states;
    bool set_aside{false};
};

std::vector<DropState> states_of(Session const& session)
{
    std::vector<DropState> states;
    for (auto const& drop : session.snapshot.drops) {
        states.push_back(drop.state);
    }
    return states;
}

/// Runs \p session through \p deaths and then to its end.
Ending run_to_end(Session& session, unsigned deaths)
{
    Ending ending;
    for (std::uint32_t epoch = 1; epoch < 1000; ++epoch) {
        World world{session, epoch};
        ending.set_aside = ending.set_aside || world.set_aside;
        world.may_die_in_apps = epoch <= deaths;
        auto const steps =
            epoch <= deaths ? static_cast<unsigned>(session.random() % 150) : 100'000U;
        if (world.run(steps)) {
            break;
        }
    }
    ending.states = states_of(session);
    return ending;
}

void expect_as_undisturbed(Storage storage, unsigned seeds)
{
    for (unsigned seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Session undisturbed{seed, storage};
        auto const expected = run_to_end(undisturbed, 0);
        Session session{seed, storage};
        auto const ending = run_to_end(session, 1 + seed % 5);
        ASSERT_FALSE(session.read_what_was_gone);
        if (!ending.set_aside) {
            ASSERT_EQ(ending.states, expected.states);
        }
        ASSERT_FALSE(session.ran_what_had_ended);
        if (storage == Storage::files) {
            ASSERT_FALSE(session.ran_what_was_done);
        }
    }
}

TEST(ResumeSimulation, sessions_in_files_end_as_undisturbed_and_run_nothing_twice)
{
    expect_as_undisturbed(Storage::files, 5000);
}

TEST(ResumeSimulation, sessions_partly_in_memory_end_as_undisturbed)
{
    expect_as_undisturbed(Storage::mixed, 5000);
}

TEST(ResumeSimulation, without_receipts_apps_run_again_that_had_ended)
{
    unsigned again = 0;
    for (unsigned seed = 0; seed < 200; ++seed) {
        Session session{seed, Storage::files};
        session.receipts = Receipts::none;
        static_cast<void>(run_to_end(session, 3));
        again += session.ran_what_had_ended ? 1 : 0;
    }
    EXPECT_GT(again, 100U) << "else the other tests prove nothing";
}

}  // namespace
}  // namespace atl::manager
