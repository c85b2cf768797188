#include "engine/remote_inbox.hpp"

#include "engine/arrival.hpp"

namespace atl::engine {
namespace {

/// Roots that one worker gets in a row.
constexpr std::uint32_t roots_per_block = 256;

}  // namespace

void RemoteInbox::admit_roots() noexcept
{
    std::uint32_t slot = 0;
    std::uint32_t in_block = 0;
    for (std::uint32_t drop = 0; drop < shared_.topology.owned; ++drop) {
        if (shared_.topology.expected[drop] != 0 || shared_.cells[drop].was_restored()) {
            continue;
        }
        admit(drop);
        if (++in_block == roots_per_block) {
            show(slot);
            slot = (slot + 1) % shared_.workers;
            in_block = 0;
        }
    }
    show(slot);
}

void RemoteInbox::take_in(std::span<RemoteEvent const> events) noexcept
{
    for (auto const& [ghost, event] : events) {
        for (auto const drop : shared_.topology.successors_of(ghost)) {
            auto& cell = shared_.cells[drop];
            if (arrive_slowly(cell, event, shared_.topology.expected[drop])) {
                weigh(cell, shared_.topology.expected[drop], shared_.rules_of(drop));
                admit(drop);
            }
        }
    }
    show(shared_.workers);
}

void RemoteInbox::admit(std::uint32_t drop) noexcept
{
    ready_.push(shared_.cells, drop);
    if (shared_.is_for_host(drop)) {
        shared_.slots[shared_.workers].counters.count_ready(shared_.rules_of(drop).cost_us);
    }
}

void RemoteInbox::show(std::uint32_t slot) noexcept
{
    bool const any = !ready_.empty();
    while (!ready_.empty()) {
        auto const level = ready_.best();
        shared_.slots[slot].ready.push(shared_.cells, level, ready_.take(level));
    }
    if (any) {
        shared_.parking.wake_one();
    }
}

}  // namespace atl::engine
