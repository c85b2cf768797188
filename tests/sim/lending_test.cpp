#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "atoll/manager/borrower.hpp"
#include "atoll/manager/extensions.hpp"
#include "atoll/manager/lender.hpp"

namespace atl::manager {
namespace {

constexpr double lost_after = 15;
constexpr double suspect_after = 5;

/// What happens when, on a clock that jumps from one event to the next.
class Agenda {
  public:
    void after(double delay, std::function<void()> what)
    {
        events_.push({now_ + delay, next_++, std::move(what)});
    }
    /// \returns false when nothing is left to happen.
    bool step()
    {
        if (events_.empty()) {
            return false;
        }
        auto const event = events_.top();
        events_.pop();
        now_ = event.at;
        event.what();
        return true;
    }
    [[nodiscard]] double now() const { return now_; }

  private:
    struct Event {
        double at;
        std::uint64_t order;
        std::function<void()> what;
        friend bool operator<(Event const& a, Event const& b)
        {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };
    std::priority_queue<Event> events_;
    std::uint64_t next_{0};
    double now_{0};
};

/// An app at its owner: what the engine knows of it.
struct App {
    enum class State { waiting, ready, here, away, done, aside };
    State state{State::waiting};
    unsigned published{0};
    unsigned losses{0};   ///< Executors that were lost, not leaving, while they had it.
    unsigned charged{0};  ///< Tries that counted.
    std::vector<std::size_t> then;
    unsigned missing{0};
    LeaseNumber lease{0};
};

class Cluster;

/// A node manager: an engine of apps, one CPU, and a Lender.
class Owner {
  public:
    Owner(Cluster& cluster, RankId rank) : cluster_(cluster), rank_(rank) {}

    void build(unsigned layers, unsigned width);
    void start();
    void tell(LenderEvent const& event);
    [[nodiscard]] bool finished() const
    {
        return std::ranges::all_of(apps, [](App const& app) {
            return app.state == App::State::done || app.state == App::State::aside;
        });
    }

    std::vector<App> apps;
    Lender lender;

  private:
    void perform(TakeApp const& action);
    void perform(SendLease const& action);
    void perform(FinishApp const& action);
    void perform(ReturnApp const& action);
    void perform(SetAside const& action);
    void perform(DropResult const&) {}
    void perform(RecallLease const&) {}
    void make_ready(std::size_t app);
    void end(std::size_t app);
    void run_here();

    Cluster& cluster_;
    RankId rank_;
    std::deque<std::size_t> ready_;
    bool busy_{false};
};

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
            owners.emplace(rank, std::make_unique<Owner>(*this, rank));
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

    [[nodiscard]] double within(double most)
    {
        return std::uniform_real_distribution<>{0, most}(random);
    }
    void lease(Lease const& lease, RankId owner);

    std::mt19937 random;
    Agenda agenda;
    std::map<RankId, std::unique_ptr<Owner>> owners;
    std::string trouble;

  private:
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
                    return "an app was published " + std::to_string(app.published) + " times, with " +
                           std::to_string(app.losses) + " losses";
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
            agenda.after(suspect_after, [&] { to_owners(executor, ExecutorSuspected{executor.id}); });
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

void Owner::build(unsigned layers, unsigned width)
{
    apps.resize(layers * width);
    for (std::size_t app = width; app < apps.size(); ++app) {
        apps[app].missing = 1;
        apps[app - width].then.push_back(app);
    }
}

void Owner::start()
{
    for (std::size_t app = 0; app < apps.size(); ++app) {
        if (apps[app].missing == 0) {
            make_ready(app);
        }
    }
}

void Owner::make_ready(std::size_t app)
{
    apps[app].state = App::State::ready;
    ready_.push_back(app);
    run_here();
}

void Owner::run_here()
{
    if (busy_ || ready_.empty()) {
        return;
    }
    busy_ = true;
    auto const app = ready_.front();
    ready_.pop_front();
    apps[app].state = App::State::here;
    cluster_.agenda.after(cluster_.within(10), [this, app] {
        busy_ = false;
        end(app);
        run_here();
    });
}

void Owner::end(std::size_t app)
{
    apps[app].state = App::State::done;
    ++apps[app].published;
    ++apps[app].charged;
    for (auto const next : apps[app].then) {
        if (--apps[next].missing == 0) {
            make_ready(next);
        }
    }
}

void Owner::tell(LenderEvent const& event)
{
    for (auto const& action : lender.handle(event)) {
        std::visit([this](auto const& what) { perform(what); }, action);
    }
}

void Owner::perform(TakeApp const&)
{
    cluster_.agenda.after(cluster_.within(0.05), [this] {
        if (ready_.empty()) {
            return tell(NothingReady{});
        }
        auto const app = ready_.front();
        ready_.pop_front();
        apps[app].state = App::State::away;
        apps[app].lease = 0;
        tell(AppTaken{static_cast<std::uint32_t>(app), 1, 1});
    });
}

void Owner::perform(SendLease const& action)
{
    apps[action.lease.app].lease = action.lease.number;
    cluster_.lease(action.lease, rank_);
}

void Owner::perform(FinishApp const& action)
{
    auto& app = apps[action.lease.app];
    if (app.state != App::State::away || app.lease != action.lease.number) {
        cluster_.trouble = "a result was published that was not waited for";
        return;
    }
    end(action.lease.app);
}

void Owner::perform(ReturnApp const& action)
{
    if (apps[action.lease.app].state != App::State::away) {
        cluster_.trouble = "an app was returned that was not lent";
        return;
    }
    make_ready(action.lease.app);
}

void Owner::perform(SetAside const& action)
{
    auto& app = apps[action.lease.app];
    if (app.state != App::State::away) {
        cluster_.trouble = "an app was set aside that was not lent";
        return;
    }
    app.state = App::State::aside;
    for (auto const next : app.then) {
        apps[next].state = App::State::done;  // by its input: nothing to run
        apps[next].published = 1;
        for (auto const further : apps[next].then) {
            apps[further].missing = 0;
            make_ready(further);
        }
    }
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
