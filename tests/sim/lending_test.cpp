#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "atoll/manager/borrower.hpp"
#include "atoll/manager/extensions.hpp"
#include "atoll/manager/lender.hpp"

#include "support/manager/agenda.hpp"
#include "support/manager/lending_owner.hpp"

namespace atl::manager {
namespace {

using test::App;
using test::Owner;

constexpr double lost_after = 15;
constexpr double suspect_after = 5;

/// A process of an extension job: what it does between its messages.
struct Executor {
    ExecutorId id;
    Borrower borrower{{}};
    bool alive{true};
    bool linked{true};  ///< False once it was given up: what it says is heard no more, or too late.
    double frozen_until{0};
    std::map<RankId, double> last_arrival;  ///< Messages of a link arrive in order.
    std::optional<RankId> works_for;
    std::map<RankId, bool> told_closed;
};

/// A session on two node managers with executors that come, crash, stall, drain and come back.
class Cluster {
  public:
    explicit Cluster(std::uint32_t seed) : random(seed)
    {
        for (auto const rank : {RankId{1}, RankId{2}}) {
            owners.emplace(rank,
                           std::make_unique<Owner>(Owner::World{
                               agenda,
                               [this](double most) { return within(most); },
                               [this, rank](Lease const& sent) { lease(sent, rank); },
                               [this](std::string what) { trouble = std::move(what); }}));
            owners.at(rank)->build(1 + random() % 4, 1 + random() % 12);
        }
    }

    /// Runs the session to its end. \returns what went wrong; "" when nothing did.
    std::string run()
    {
        for (auto& [rank, owner] : owners) {
            owner->start();
        }
        for (unsigned i = 0; i < 1 + random() % 4; ++i) {
            agenda.after(within(20), [this] { arrive(); });
        }
        tick();
        for (unsigned steps = 0; !finished(); ++steps) {
            if (!agenda.step() || steps > 200'000) {
                return "the session does not end";
            }
            if (!trouble.empty()) {
                return trouble;
            }
        }
        return verdict();
    }

    std::mt19937 random;
    atl::test::Agenda agenda;
    std::map<RankId, std::unique_ptr<Owner>> owners;
    std::string trouble;

  private:
    [[nodiscard]] double within(double most)
    {
        return std::uniform_real_distribution<>{0, most}(random);
    }
    void lease(Lease const& lease, RankId owner);

    [[nodiscard]] bool finished() const
    {
        return std::ranges::all_of(owners, [](auto const& o) { return o.second->finished(); });
    }
    [[nodiscard]] std::string verdict() const
    {
        for (auto const& [rank, owner] : owners) {
            if (owner->lender.lent() != 0) {
                return "something is still lent";
            }
            for (auto const& app : owner->apps) {
                bool const well = app.state == App::State::done && app.published == 1;
                bool const aside = app.state == App::State::aside && app.published == 0 &&
                                   app.losses >= Lender::most_losses;
                if (!well && !aside) {
                    return "an app was published " + std::to_string(app.published) +
                           " times, with " + std::to_string(app.losses) + " losses";
                }
                if (app.charged > 1) {
                    return "a try was charged for what was lost";
                }
            }
        }
        return "";
    }

    void tick()
    {
        for (auto& [rank, owner] : owners) {
            auto const waiting = std::ranges::count(owner->apps, App::State::ready, &App::state);
            apply(extensions_.handle(BacklogReported{rank, static_cast<std::uint64_t>(waiting)}));
            if (owner->lender.wants_work() && waiting > 0) {
                owner->tell(WorkReady{});
            }
        }
        apply(extensions_.handle(ExtensionsTick{Seconds{agenda.now()}}));
        agenda.after(0.2, [this] { tick(); });
    }

    void arrive()
    {
        auto const executor = std::make_shared<Executor>();
        executor->id = ExecutorId{next_++};
        executors_[executor->id] = executor;
        apply(extensions_.handle(
            ExecutorOffered{executor->id, {std::to_string(next_), "n", 1, Seconds{}}}));
        agenda.after(within(60), [this, executor] { befall(*executor); });
    }

    /// Something happens to an executor.
    void befall(Executor& executor)
    {
        switch (random() % 4) {
            case 0:  // kill -9: its links break at once, or silently
                executor.alive = false;
                agenda.after(random() % 2 == 0 ? 0.01 : lost_after, [&] { lose(executor); });
                break;
            case 1:  // SIGSTOP
                stall(executor, within(2 * lost_after));
                break;
            case 2:  // it is let go, or its time is up
                apply(executor, executor.borrower.handle(DrainAsked{}));
                break;
            case 3:  // its link breaks for good, while it works on
                agenda.after(within(lost_after), [&] { lose(executor); });
                break;
        }
        if (executors_.size() < 12) {
            agenda.after(within(30), [this] { arrive(); });
        }
    }

    void stall(Executor& executor, double duration)
    {
        executor.frozen_until = agenda.now() + duration;
        if (duration > suspect_after) {
            agenda.after(suspect_after,
                         [&] { to_owners(executor, ExecutorSuspected{executor.id}); });
        }
        if (duration > lost_after) {
            agenda.after(lost_after, [&] { lose(executor); });
        } else if (duration > suspect_after) {
            agenda.after(duration, [&] { to_owners(executor, ExecutorRecovered{executor.id}); });
        }
        agenda.after(duration + within(60), [this, &executor] { befall(executor); });
    }

    void to_owners(Executor& executor, LenderEvent const& event)
    {
        if (executor.linked) {
            for (auto& [rank, owner] : owners) {
                owner->tell(event);
            }
        }
    }

    void lose(Executor& executor)
    {
        if (!executor.linked) {
            return;
        }
        executor.linked = false;
        for (auto& [rank, owner] : owners) {
            for (auto& app : owner->apps) {
                bool const leaving = executor.told_closed[rank];
                bool const had = app.state == App::State::away && app.lease != 0 &&
                                 holders_[{rank, app.lease}] == executor.id;
                app.losses += had && !leaving ? 1 : 0;
            }
            owner->tell(ExecutorLost{executor.id});
        }
        apply(extensions_.handle(ExecutorGone{executor.id}));
    }

    /// Says something to an owner; arrives in order, and not at all when the link is cut, except
    /// that a result may slip through.
    void say(Executor& executor, RankId rank, LenderEvent event)
    {
        auto& last = executor.last_arrival[rank];
        last = std::max(last, agenda.now() + within(0.5));
        agenda.after(last - agenda.now(), [this, &executor, rank, event = std::move(event)] {
            bool const slips = std::holds_alternative<ResultArrived>(event) && random() % 2 == 0;
            if (executor.linked || slips) {
                executor.told_closed[rank] |= std::holds_alternative<ExecutorClosed>(event);
                owners.at(rank)->tell(event);
            }
        });
    }

    void apply(std::vector<ExtensionsAction> const& actions)
    {
        for (auto const& action : actions) {
            if (auto const* const assigned = std::get_if<AssignExecutor>(&action)) {
                auto& executor = *executors_.at(assigned->executor);
                if (executor.works_for && *executor.works_for != assigned->rank) {
                    say(executor, *executor.works_for, ExecutorClosed{executor.id});
                }
                executor.works_for = assigned->rank;
                say(executor, assigned->rank, ExecutorJoined{executor.id, 1U});
            }
        }
    }

    void apply(Executor& executor, std::vector<BorrowerAction> const& actions)
    {
        for (auto const& action : actions) {
            if (std::holds_alternative<SayDraining>(action)) {
                apply(extensions_.handle(ExecutorDraining{executor.id}));
                for (auto const& [rank, owner] : owners) {
                    say(executor, rank, ExecutorClosed{executor.id});
                }
            } else if (std::holds_alternative<Leave>(action)) {
                agenda.after(1, [&] { lose(executor); });
            }
        }
    }

    void run_lease(std::shared_ptr<Executor> const& executor, Lease const& lease, RankId owner)
    {
        if (!executor->alive) {
            return;
        }
        if (executor->frozen_until > agenda.now()) {
            return agenda.after(executor->frozen_until - agenda.now(),
                                [=, this] { run_lease(executor, lease, owner); });
        }
        auto const actions = executor->borrower.handle(LeaseArrived{owner, lease.number});
        if (actions.empty() || std::holds_alternative<RefuseLease>(actions.front())) {
            return say(*executor, owner, ResultArrived{executor->id, lease.number, true});
        }
        agenda.after(within(10), [=, this] { end_lease(executor, lease, owner); });
    }

    void end_lease(std::shared_ptr<Executor> const& executor, Lease const& lease, RankId owner)
    {
        if (!executor->alive) {
            return;
        }
        if (executor->frozen_until > agenda.now()) {
            return agenda.after(executor->frozen_until - agenda.now(),
                                [=, this] { end_lease(executor, lease, owner); });
        }
        say(*executor, owner, ResultArrived{executor->id, lease.number});
        if (random() % 10 == 0) {
            say(*executor, owner, ResultArrived{executor->id, lease.number});  // doubled
        }
        apply(*executor, executor->borrower.handle(LeaseDone{owner, lease.number}));
    }

    Extensions extensions_{{RankId{1}, RankId{2}}};
    std::map<ExecutorId, std::shared_ptr<Executor>> executors_;
    std::map<std::pair<RankId, LeaseNumber>, ExecutorId> holders_;
    std::uint32_t next_{1};
};

void Cluster::lease(Lease const& lease, RankId owner)
{
    holders_[{owner, lease.number}] = lease.executor;
    auto const executor = executors_.at(lease.executor);
    agenda.after(within(0.5), [=, this] { run_lease(executor, lease, owner); });
}

TEST(Lending, nothing_is_lost_doubled_or_charged_whatever_happens_to_executors)
{
    constexpr std::uint32_t seeds = 3000;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        auto const trouble = Cluster{seed}.run();
        ASSERT_EQ(trouble, "") << "seed " << seed;
    }
}

}  // namespace
}  // namespace atl::manager
