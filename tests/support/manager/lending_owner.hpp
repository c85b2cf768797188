#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "atoll/manager/lender.hpp"

#include "support/manager/agenda.hpp"

namespace atl::manager::test {

namespace test = atl::test;

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

/// A node manager: an engine of apps, one CPU, and a Lender.
class Owner {
  public:
    /// What surrounds it.
    struct World {
        test::Agenda& agenda;
        std::function<double(double most)> within;  ///< A random time.
        std::function<void(Lease const&)> send;     ///< Brings a lease to its executor.
        std::function<void(std::string)> complain;
    };

    explicit Owner(World world) : world_(std::move(world)) {}

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

    World world_;
    std::deque<std::size_t> ready_;
    bool busy_{false};
};

inline void Owner::build(unsigned layers, unsigned width)
{
    apps.resize(layers * width);
    for (std::size_t app = width; app < apps.size(); ++app) {
        apps[app].missing = 1;
        apps[app - width].then.push_back(app);
    }
}

inline void Owner::start()
{
    for (std::size_t app = 0; app < apps.size(); ++app) {
        if (apps[app].missing == 0) {
            make_ready(app);
        }
    }
}

inline void Owner::make_ready(std::size_t app)
{
    apps[app].state = App::State::ready;
    ready_.push_back(app);
    run_here();
}

inline void Owner::run_here()
{
    if (busy_ || ready_.empty()) {
        return;
    }
    busy_ = true;
    auto const app = ready_.front();
    ready_.pop_front();
    apps[app].state = App::State::here;
    world_.agenda.after(world_.within(10), [this, app] {
        busy_ = false;
        end(app);
        run_here();
    });
}

inline void Owner::end(std::size_t app)
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

inline void Owner::tell(LenderEvent const& event)
{
    for (auto const& action : lender.handle(event)) {
        std::visit([this](auto const& what) { perform(what); }, action);
    }
}

inline void Owner::perform(TakeApp const&)
{
    world_.agenda.after(world_.within(0.05), [this] {
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

inline void Owner::perform(SendLease const& action)
{
    apps[action.lease.app].lease = action.lease.number;
    world_.send(action.lease);
}

inline void Owner::perform(FinishApp const& action)
{
    auto& app = apps[action.lease.app];
    if (app.state != App::State::away || app.lease != action.lease.number) {
        world_.complain("a result was published that was not waited for");
        return;
    }
    end(action.lease.app);
}

inline void Owner::perform(ReturnApp const& action)
{
    if (apps[action.lease.app].state != App::State::away) {
        world_.complain("an app was returned that was not lent");
        return;
    }
    make_ready(action.lease.app);
}

inline void Owner::perform(SetAside const& action)
{
    auto& app = apps[action.lease.app];
    if (app.state != App::State::away) {
        world_.complain("an app was set aside that was not lent");
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

}  // namespace atl::manager::test
