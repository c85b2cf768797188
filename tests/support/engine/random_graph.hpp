#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "atoll/engine/drop_host.hpp"
#include "atoll/engine/template_rules.hpp"

namespace atl::engine::test {

/// A drop of a RandomGraph and what happens when it is run or published.
struct RandomDrop {
    TemplateRules rules;
    std::vector<std::uint32_t> predecessors;
    std::vector<std::uint32_t> successors;
    unsigned good_attempt{1};          ///< App: the first attempt that succeeds.
    bool publishable{true};            ///< Data: whether publish succeeds.
    std::uint64_t skipped_outputs{0};  ///< App: successors that it skips.
};

/// How much goes wrong in a RandomGraph, each in percent of the drops that it can happen to.
struct Trouble {
    unsigned failing{0};
    unsigned branching{0};
    unsigned trivial{30};
    unsigned many_cpus{0};
};

/// An acyclic graph of apps and data in which every edge leads to a drop of a higher number, the
/// same for the same seed.
class RandomGraph {
  public:
    RandomGraph(unsigned seed, std::uint32_t size, Trouble trouble) : random_(seed)
    {
        drops_.resize(size);
        for (std::uint32_t i = 0; i < size; ++i) {
            set_rules(drops_[i], trouble);
            connect(i);
        }
        for (auto& drop : drops_) {
            if (drop.rules.kind == DropKind::app && drop.rules.host_calls == HostCalls::needed &&
                chance(trouble.branching)) {
                drop.skipped_outputs = random_() & 3U;
            }
        }
    }

    [[nodiscard]] std::vector<RandomDrop> const& drops() const { return drops_; }

    /// What each drop must become: the rules of DALiuGE applied one drop after another.
    [[nodiscard]] std::vector<DropState> expected_states() const
    {
        std::vector<DropState> states;
        for (std::uint32_t i = 0; i < drops_.size(); ++i) {
            std::uint32_t failed = 0;
            std::uint32_t skipped = 0;
            for (auto const from : drops_[i].predecessors) {
                auto const event = event_on(from, i, states[from]);
                failed += event == DropEvent::failed ? 1 : 0;
                skipped += event == DropEvent::skipped ? 1 : 0;
            }
            states.push_back(outcome(drops_[i], failed, skipped));
        }
        return states;
    }

  private:
    bool chance(unsigned percent) { return random_() % 100 < percent; }

    void set_rules(RandomDrop& drop, Trouble trouble)
    {
        drop.rules.kind = chance(50) ? DropKind::app : DropKind::data;
        drop.rules.priority = static_cast<std::uint8_t>(random_() % 8);
        drop.rules.skip_rule = chance(50) ? SkipRule::any_skips : SkipRule::all_skip;
        drop.rules.input_error_threshold = static_cast<std::uint8_t>(random_() % 101);
        if (chance(trouble.trivial)) {
            drop.rules.host_calls = HostCalls::none;
            return;
        }
        drop.rules.n_tries = static_cast<std::uint16_t>(1 + random_() % 3);
        if (chance(trouble.failing)) {
            drop.good_attempt = static_cast<unsigned>(2 + random_() % 3);
            drop.publishable = false;
        }
        if (chance(trouble.many_cpus)) {
            drop.rules.num_cpus = static_cast<std::uint16_t>(1 + random_() % 4);
        }
    }

    /// Adds up to four edges from earlier drops of the other kind, mostly from near ones.
    void connect(std::uint32_t to)
    {
        for (auto tries = random_() % 5; to != 0 && tries != 0; --tries) {
            auto const reach = chance(80) ? std::min<std::uint32_t>(to, 20) : to;
            auto const from = to - 1 - static_cast<std::uint32_t>(random_() % reach);
            auto& row = drops_[from].successors;
            if (drops_[from].rules.kind != drops_[to].rules.kind &&
                std::ranges::find(row, to) == row.end()) {
                row.push_back(to);
                drops_[to].predecessors.push_back(from);
            }
        }
    }

    [[nodiscard]] DropEvent event_on(std::uint32_t from, std::uint32_t to, DropState state) const
    {
        if (state == DropState::error) {
            return DropEvent::failed;
        }
        auto const& row = drops_[from].successors;
        auto const place = std::ranges::find(row, to) - row.begin();
        bool const not_chosen = place < 64 && (drops_[from].skipped_outputs >> place & 1) != 0;
        return state == DropState::skipped || not_chosen ? DropEvent::skipped
                                                         : DropEvent::completed;
    }

    static DropState outcome(RandomDrop const& drop, std::uint32_t failed, std::uint32_t skipped)
    {
        auto const n = static_cast<std::uint32_t>(drop.predecessors.size());
        bool const skip =
            skipped > 0 && (drop.rules.skip_rule == SkipRule::any_skips || skipped == n);
        if (drop.rules.kind == DropKind::data) {
            if (skip) {
                return DropState::skipped;
            }
            return failed > 0 || !drop.publishable ? DropState::error : DropState::completed;
        }
        if (n > 0 && failed * 100 / n > drop.rules.input_error_threshold) {
            return DropState::error;
        }
        if (skip) {
            return DropState::skipped;
        }
        return drop.good_attempt <= drop.rules.n_tries ? DropState::finished : DropState::error;
    }

    std::mt19937 random_;
    std::vector<RandomDrop> drops_;
};

}  // namespace atl::engine::test
