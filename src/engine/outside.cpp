#include "engine/outside.hpp"

#include <limits>

namespace atl::engine {
namespace {

/// Drops of one stack that are looked at before the next stack gets its turn.
constexpr unsigned looks_per_stack = 32;

}  // namespace

std::optional<LentApp> Outside::take(Wish const& wish) noexcept
{
    for (unsigned level = priority_levels; level-- > 0;) {
        auto found = take_from(shared_.deferred, level, wish);
        for (std::size_t slot = 0; found == no_drop && slot < shared_.slots.size(); ++slot) {
            found = take_from(shared_.slots[slot].ready, level, wish);
        }
        if (found != no_drop) {
            return lend(found);
        }
    }
    return std::nullopt;
}

std::uint32_t Outside::take_from(ReadyStacks& stacks, unsigned level, Wish const& wish) noexcept
{
    Chain passed;
    std::uint32_t found = no_drop;
    for (unsigned looks = 0; found == no_drop && looks < looks_per_stack; ++looks) {
        auto const next = stacks.take(shared_.cells, level, 1);
        if (next.empty()) {
            break;
        }
        if (may_go(next.first, wish)) {
            found = next.first;
        } else {
            if (passed.empty()) {
                passed = next;
            }
            shared_.cells[passed.last].set_link(next.first);
            passed.last = next.first;
        }
    }
    if (!passed.empty()) {
        stacks.push(shared_.cells, level, passed);
        // A worker may have looked while they were away.
        shared_.parking.wake_one();
    }
    return found;
}

bool Outside::may_go(std::uint32_t drop, Wish const& wish) const noexcept
{
    auto const& rules = shared_.rules_of(drop);
    if (!shared_.is_for_host(drop) || rules.lending != Lending::allowed ||
        rules.num_cpus > wish.most_cpus || !wish.fits(DropIndex{drop})) {
        return false;
    }
    bool const too_big_here = shared_.cpus_limited && shared_.admission.free() < rules.num_cpus;
    return too_big_here || !shared_.parking.anybody_waits();
}

LentApp Outside::lend(std::uint32_t app) noexcept
{
    auto& cell = shared_.cells[app];
    auto const& rules = shared_.rules_of(app);
    unsigned const attempt = cell.tries.load(std::memory_order_relaxed) + 1U;
    if (attempt <= std::numeric_limits<std::uint8_t>::max()) {
        cell.tries.store(static_cast<std::uint8_t>(attempt), std::memory_order_relaxed);
    }
    cell.slot.store(pack({.start_ns = shared_.now_ns(), .duration_ns = 0}),
                    std::memory_order_relaxed);
    cell.set(DropState::running);
    if (shared_.log != nullptr) {
        shared_.log->begun(shared_.outside(), app);
    }
    shared_.slots[shared_.outside()].counters.count_lent(rules.cost_us);
    return {DropIndex{app}, attempt, rules.num_cpus};
}

void Outside::finish(std::uint32_t app, AppOutcome outcome) noexcept
{
    auto& cell = shared_.cells[app];
    auto const& rules = shared_.rules_of(app);
    auto& counters = shared_.slots[shared_.outside()].counters;
    counters.count_back();
    unsigned const tries = cell.tries.load(std::memory_order_relaxed);
    if (outcome.status == AppOutcome::Status::failed && tries < rules.n_tries &&
        !shared_.gate.is_shut()) {
        make_ready(app);
        return;
    }
    auto const start_ns = unpack_interval(cell.slot.load(std::memory_order_relaxed)).start_ns;
    auto const duration_ns = shared_.now_ns() - start_ns;
    counters.count_time(rules.cost_us, cpu_time_us(duration_ns, rules.num_cpus));
    cell.slot.store(pack({.start_ns = start_ns, .duration_ns = duration_ns}),
                    std::memory_order_relaxed);
    runner_.conclude(app, outcome);
    if (shared_.all_settled()) {
        shared_.parking.wake_all();
    }
}

void Outside::give_back(std::uint32_t app) noexcept
{
    auto& cell = shared_.cells[app];
    unsigned const tries = cell.tries.load(std::memory_order_relaxed);
    cell.tries.store(static_cast<std::uint8_t>(tries - 1), std::memory_order_relaxed);
    shared_.slots[shared_.outside()].counters.count_back();
    make_ready(app);
}

void Outside::make_ready(std::uint32_t app) noexcept
{
    auto& cell = shared_.cells[app];
    cell.set(DropState::not_run);
    auto& slot = shared_.slots[shared_.outside()];
    slot.counters.count_ready(shared_.rules_of(app).cost_us);
    slot.ready.push(shared_.cells, cell.level, {.first = app, .last = app});
    shared_.parking.wake_one();
}

}  // namespace atl::engine
