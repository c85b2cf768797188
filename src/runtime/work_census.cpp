#include "runtime/work_census.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace atl::runtime {
namespace {

using engine::DropIndex;

constexpr std::int64_t step_every_ns = 50'000'000;
constexpr std::uint32_t drops_a_step = 10'000;

constexpr bool is_there(DropState data) noexcept
{
    return data == DropState::completed || data == DropState::expired || data == DropState::deleted;
}

constexpr std::uint64_t in_us(std::int64_t ns) noexcept
{
    return ns > 0 ? static_cast<std::uint64_t>(ns) / 1000 : 0;
}

/// The same for times that differ by less than a tenth; 0: not known.
long length_class(std::uint64_t us)
{
    return us == 0 ? 0 : 1 + std::lround(8 * std::log2(static_cast<double>(us)));
}

/// Of templates whose apps take about as long, and as many CPUs.
struct Sum {
    std::uint64_t ready{0};
    std::uint64_t soon{0};
    std::uint64_t all_us{0};
};

}  // namespace

WorkCensus::WorkCensus(graph::Part const& part,
                       engine::Engine const& engine,
                       std::span<engine::TemplateRules const> rules,
                       Clock const& clock)
    : part_(part),
      engine_(engine),
      rules_(rules),
      clock_(clock),
      start_ns_(clock.monotonic_ns()),
      tallies_(rules.size())
{
}

void WorkCensus::advance()
{
    auto const now = clock_.monotonic_ns();
    if (now - stepped_ns_ < step_every_ns) {
        return;
    }
    stepped_ns_ = now;
    auto const end = std::min(part_.owned, next_ + drops_a_step);
    for (; next_ < end; ++next_) {
        auto const& rules = rules_[part_.template_of[next_]];
        if (rules.kind == DropKind::app && rules.host_calls != engine::HostCalls::none) {
            look_at(next_);
        }
    }
    if (next_ == part_.owned) {
        finish_round();
        next_ = 0;
    }
}

void WorkCensus::look_at(std::uint32_t app)
{
    auto& tally = tallies_[part_.template_of[app]];
    auto const state = engine_.state(DropIndex{app});
    if (state == DropState::not_run) {
        return look_at_waiting(app, tally);
    }
    auto const interval = engine_.interval(DropIndex{app});
    if (!interval) {
        return;  // It ended in an earlier epoch, or never ran.
    }
    if (state == DropState::running) {
        auto const now = clock_.monotonic_ns() - start_ns_;
        tally.longest_us = std::max(tally.longest_us, in_us(now - interval->start_ns));
    } else if (state == DropState::finished) {
        ++tally.ended;
        tally.ended_us += in_us(interval->duration_ns);
    }
}

void WorkCensus::look_at_waiting(std::uint32_t app, Tally& tally) const
{
    bool ready = true;
    bool soon = true;
    bool clear = true;
    part_.for_each_input(app, [&](std::uint32_t data, std::uint16_t) {
        if (data >= part_.owned) {
            clear = false;
        } else if (!is_there(engine_.state(DropIndex{data}))) {
            ready = false;
            soon = soon && is_being_made(data);
        }
    });
    if (ready) {
        ++(clear ? tally.ready : tally.unclear);
    } else if (soon && clear) {
        ++tally.soon;
    }
}

bool WorkCensus::is_being_made(std::uint32_t data) const
{
    bool made = true;
    part_.for_each_input(data, [&](std::uint32_t app, std::uint16_t) {
        auto const state = app < part_.owned ? engine_.state(DropIndex{app}) : DropState::not_run;
        made = made && (state == DropState::running || state == DropState::finished);
    });
    return made;
}

std::uint64_t WorkCensus::each_us(std::uint32_t index) const
{
    auto const& tally = tallies_[index];
    if (tally.ended > 0) {
        return std::max<std::uint64_t>(1, tally.ended_us / tally.ended);
    }
    // No drop is expected to take less than one of its kind has been running already.
    auto const expected =
        rules_[index].cost_us / std::max<std::uint64_t>(1, rules_[index].num_cpus);
    return expected == 0 ? 0 : std::max<std::uint64_t>(expected, tally.longest_us);
}

void WorkCensus::finish_round()
{
    std::uint64_t ready = 0;
    std::uint64_t unclear = 0;
    for (auto const& tally : tallies_) {
        ready += tally.ready;
        unclear += tally.unclear;
    }
    // The engine knows how many are ready, in all.
    auto const waiting = engine_.counters().apps_waiting;
    auto const rest = std::min(unclear, waiting > ready ? waiting - ready : 0);
    // Graphs may have a template for each drop: what takes about as long is one.
    std::map<std::pair<std::uint32_t, long>, Sum> sums;
    for (std::uint32_t index = 0; index < tallies_.size(); ++index) {
        auto const& tally = tallies_[index];
        auto const each = each_us(index);
        auto const cpus = std::max<std::uint32_t>(1, rules_[index].num_cpus);
        auto const found = tally.ready + (unclear > 0 ? tally.unclear * rest / unclear : 0);
        if (found + tally.soon > 0) {
            auto& sum = sums[{cpus, length_class(each)}];
            sum.ready += found;
            sum.soon += tally.soon;
            sum.all_us += each * (found + tally.soon);
        }
    }
    latest_.clear();
    for (auto const& [kind, sum] : sums) {
        latest_.push_back({sum.ready, sum.soon, sum.all_us / (sum.ready + sum.soon), kind.first});
    }
    tallies_.assign(tallies_.size(), {});
}

}  // namespace atl::runtime
