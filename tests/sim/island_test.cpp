// An island manager and its node managers as a simulation: messages take random time, ranks fall
// silent, stop requests come at any moment. Whatever happens, the session ends, in time, with the
// right status.

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "atoll/manager/island_manager.hpp"

namespace atl::manager {
namespace {

/// What a seed stands for.
struct Scenario {
    explicit Scenario(unsigned seed) : random(seed)
    {
        nodes = 1 + random() % 5;
        for (std::uint32_t i = 0; i < nodes; ++i) {
            work_seconds.push_back(static_cast<double>(random() % 40));
            dies_at.push_back(random() % 4 == 0 ? static_cast<double>(random() % 60) : 1e9);
        }
        stop_at = random() % 3 == 0 ? static_cast<double>(random() % 60) : 1e9;
        stop_status = random() % 2 == 0 ? ExitStatus::cancelled : ExitStatus::out_of_time;
    }
    std::mt19937 random;
    std::uint32_t nodes{0};
    std::vector<double> work_seconds;
    std::vector<double> dies_at;
    double stop_at{1e9};
    ExitStatus stop_status{};
};

/// A node manager as far as the island manager sees it.
struct SimulatedNode {
    bool started{false};
    bool stopped{false};
    double started_at{0};
};

class Simulation {
  public:
    explicit Simulation(unsigned seed)
        : scenario_(seed), nodes_(scenario_.nodes), island_(ranks(scenario_.nodes))
    {
    }

    /// Runs to the end. \returns how the session ended, or nothing when it did not within an hour.
    std::optional<Finish> run()
    {
        for (std::uint32_t node = 0; node < scenario_.nodes; ++node) {
            post(node, RankDeployed{RankId{node + 1}});
        }
        for (now_ = 0; now_ < 3600 && !finish_; now_ += 0.25) {
            apply(island_.handle(Tick{Seconds{now_}}));
            if (now_ >= scenario_.stop_at && !stop_sent_) {
                stop_sent_ = true;
                apply(island_.handle(StopRequested{scenario_.stop_status, Haste::orderly}));
            }
            report();
            deliver();
        }
        return finish_;
    }

    [[nodiscard]] bool any_died() const
    {
        return std::ranges::any_of(scenario_.dies_at, [&](double at) { return at < now_; });
    }
    [[nodiscard]] bool stopped() const { return stop_sent_; }
    /// How the session is to end if it was stopped before anything else went wrong.
    [[nodiscard]] std::optional<ExitStatus> stopped_first() const
    {
        bool const first = stop_sent_ && std::ranges::all_of(scenario_.dies_at, [&](double at) {
                               return at >= scenario_.stop_at;
                           });
        return first ? std::optional{scenario_.stop_status} : std::nullopt;
    }
    [[nodiscard]] double now() const { return now_; }

  private:
    static std::vector<RankId> ranks(std::uint32_t nodes)
    {
        std::vector<RankId> all;
        for (std::uint32_t rank = 1; rank <= nodes; ++rank) {
            all.emplace_back(rank);
        }
        return all;
    }
    [[nodiscard]] bool alive(std::uint32_t node) const { return now_ < scenario_.dies_at[node]; }

    void post(std::uint32_t node, IslandEvent event)
    {
        if (alive(node)) {
            mail_.emplace(now_ + static_cast<double>(scenario_.random() % 8) * 0.25,
                          std::move(event));
        }
    }

    void report()
    {
        if (now_ != static_cast<double>(static_cast<int>(now_))) {
            return;
        }
        for (std::uint32_t node = 0; node < scenario_.nodes; ++node) {
            Progress progress;
            progress.unfinished = done(node) ? 0 : 1;
            post(node, RankProgress{RankId{node + 1}, progress});
        }
    }
    [[nodiscard]] bool done(std::uint32_t node) const
    {
        auto const& state = nodes_[node];
        return state.started &&
               (state.stopped || now_ - state.started_at >= scenario_.work_seconds[node]);
    }

    void deliver()
    {
        while (!mail_.empty() && mail_.begin()->first <= now_) {
            auto const event = std::move(mail_.begin()->second);
            mail_.erase(mail_.begin());
            apply(island_.handle(event));
        }
    }

    void apply(std::vector<IslandAction> const& actions)
    {
        for (auto const& action : actions) {
            if (auto const* const ended = std::get_if<Finish>(&action)) {
                EXPECT_FALSE(finish_) << "a session ends once";
                finish_ = *ended;
            } else {
                broadcast(std::get<Broadcast>(action).type);
            }
        }
    }
    void broadcast(MessageType type)
    {
        for (std::uint32_t node = 0; node < scenario_.nodes; ++node) {
            if (type == MessageType::start) {
                nodes_[node] = {true, false, now_};
            } else if (type == MessageType::cancel) {
                nodes_[node].stopped = true;
            } else if (type == MessageType::collect) {
                EXPECT_TRUE(done(node) || !alive(node))
                    << "only finished ranks are asked for their rows";
                post(node, RankReported{RankId{node + 1}});
            }
        }
    }

    Scenario scenario_;
    std::vector<SimulatedNode> nodes_;
    IslandManager island_;
    std::multimap<double, IslandEvent> mail_;
    std::optional<Finish> finish_;
    double now_{0};
    bool stop_sent_{false};
};

TEST(IslandSimulation, every_session_ends_and_says_how)
{
    for (unsigned seed = 0; seed < 10'000; ++seed) {
        Simulation simulation{seed};
        auto const finish = simulation.run();
        ASSERT_TRUE(finish) << "seed " << seed << " did not end";
        if (!simulation.any_died() && !simulation.stopped()) {
            ASSERT_EQ(finish->status, ExitStatus::success) << "seed " << seed;
        }
        if (auto const asked = simulation.stopped_first()) {
            ASSERT_THAT(finish->status, testing::AnyOf(ExitStatus::success, *asked))
                << "seed " << seed;
        }
        if (simulation.any_died() && !simulation.stopped()) {
            ASSERT_THAT(finish->status, testing::AnyOf(ExitStatus::success, ExitStatus::lost_rank))
                << "seed " << seed;
        }
    }
}

TEST(IslandSimulation, a_session_is_over_soon_after_a_rank_is_lost_or_it_is_stopped)
{
    for (unsigned seed = 0; seed < 2'000; ++seed) {
        Simulation simulation{seed};
        static_cast<void>(simulation.run());
        // 60 s until the last fault, 600 s for a rank that dies while it reads its part, and three
        // timeouts.
        ASSERT_LT(simulation.now(), 60 + 600 + 3 * 15 + 10) << "seed " << seed;
    }
}

}  // namespace
}  // namespace atl::manager
