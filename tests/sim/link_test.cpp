// Islands linked to a master on a network that delays, cuts and silences connections, while
// processes stop, go on and die. Whatever happens, a link that lives has delivered every message
// once, and one that was given up delivers nothing more.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "support/link/virtual_network.hpp"

namespace atl::comm {
namespace {

using Kind = LinkEvent::Kind;

constexpr std::size_t islands = 2;

class LinkSimulation {
  public:
    explicit LinkSimulation(unsigned seed) : random_(seed), network_(seed)
    {
        network_.max_delay = chance(2) ? 0.3 : 0.02;
        network_.per_step = chance(2) ? 1U << 18U : 3000;
        LinkOptions options;
        options.send_window = {1U << 18U};
        master_ = network_.add("master", options);
        for (std::size_t i = 0; i < islands; ++i) {
            auto const island = network_.add("island", options);
            peers_[island] = network_.dial(island, master_);
        }
    }

    /// Faults for 60 s, then 60 s of rest.
    void run()
    {
        for (int step = 0; step < 3000; ++step) {
            talk();
            disturb();
            network_.step();
        }
        network_.reachable = true;
        for (std::size_t process = 0; process <= islands; ++process) {
            if (!dead_[process]) {
                network_.go_on(process);
            }
        }
        network_.run(60);
    }

    void check()
    {
        for (auto const& [island, peer] : peers_) {
            if (dead_[island] || dead_[master_]) {
                continue;
            }
            auto const at_master = master_peer(island);
            bool const lost = lost_at(island, peer);
            if (at_master) {
                EXPECT_EQ(lost, lost_at(master_, *at_master)) << "both ends agree on a loss";
                check_order(master_, *at_master, sent_[island], lost);
            }
            check_order(island, peer, sent_[master_ + 100 * island], lost);
        }
    }

    [[nodiscard]] bool any_lost() const { return network_.count(master_, Kind::lost) > 0; }
    [[nodiscard]] bool any_recovered() const
    {
        return network_.count(master_, Kind::recovered) > 0;
    }

  private:
    bool chance(unsigned one_in) { return random_() % one_in == 0; }

    /// What the master calls \p island, by the order of their messages' types.
    std::optional<PeerId> master_peer(std::size_t island)
    {
        for (auto const& event : network_.events(master_)) {
            if (event.kind == Kind::message && event.type / 2 == island) {
                return event.peer;
            }
        }
        return std::nullopt;
    }
    bool lost_at(std::size_t process, PeerId peer)
    {
        return std::ranges::any_of(network_.events(process), [&](LinkEvent const& event) {
            return event.kind == Kind::lost && event.peer == peer;
        });
    }

    /// The type says who sent it and in which lane; the body begins with its number in the lane.
    void send(std::size_t from, PeerId peer, std::size_t key, std::size_t name)
    {
        bool const large = chance(10);
        auto const lane = large ? 1U : 0U;
        Body body;
        put(body, sent_[key][lane]++);
        body.resize(large ? largest_small_body + 1 + random_() % 200'000
                          : sizeof(std::uint32_t) + random_() % 2000);
        network_.hub(from).send(peer, static_cast<std::uint16_t>(2 * name + lane), std::move(body));
    }
    void talk()
    {
        for (auto const& [island, peer] : peers_) {
            if (chance(20) && !dead_[island] && network_.hub(island).queued(peer) < 1U << 20U) {
                send(island, peer, island, island);
            }
            auto const back = master_peer(island);
            if (back && chance(20) && !dead_[master_] && !lost_at(master_, *back) &&
                network_.hub(master_).queued(*back) < 1U << 20U) {
                send(master_, *back, master_ + 100 * island, master_);
            }
        }
    }
    void disturb()
    {
        auto const victim = random_() % (islands + 1);
        if (chance(100)) {
            network_.cut(victim);
        }
        if (chance(700)) {
            network_.silence(victim);
        }
        if (chance(300)) {
            network_.reachable = !network_.reachable;
        }
        if (chance(600)) {
            network_.stop(victim);
        } else if (chance(100) && !dead_[victim]) {
            network_.go_on(victim);
        }
        if (chance(6000)) {
            dead_[victim] = true;
            network_.kill(victim);
        }
    }

    using Lanes = std::array<std::uint32_t, 2>;
    void check_order(std::size_t process, PeerId peer, Lanes const& sent, bool lost)
    {
        Lanes next{};
        bool ended = false;
        for (auto const& event : network_.events(process)) {
            if (event.peer != peer) {
                continue;
            }
            EXPECT_FALSE(ended) << "nothing follows the end of a link";
            ended = event.kind == Kind::lost;
            if (event.kind == Kind::message) {
                auto const number = WireReader{event.body}.get<std::uint32_t>();
                EXPECT_EQ(number, next[event.type % 2]++) << "in order, each once";
            }
        }
        if (!lost) {
            EXPECT_EQ(next, sent) << "every message has arrived";
        }
    }

    std::mt19937 random_;
    VirtualNetwork network_;
    std::size_t master_{0};
    std::map<std::size_t, PeerId> peers_;
    std::map<std::size_t, Lanes> sent_;
    std::map<std::size_t, bool> dead_;
};

TEST(LinkSimulation, a_living_link_delivers_every_message_once_and_a_lost_one_stays_lost)
{
    unsigned lost = 0;
    unsigned recovered = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        LinkSimulation simulation{seed};
        simulation.run();
        simulation.check();
        ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
        lost += simulation.any_lost() ? 1 : 0;
        recovered += simulation.any_recovered() ? 1 : 0;
    }
    EXPECT_GT(lost, 10U);
    EXPECT_GT(recovered, 10U);
}

}  // namespace
}  // namespace atl::comm
