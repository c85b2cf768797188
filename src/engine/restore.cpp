#include "engine/restore.hpp"

#include <algorithm>

namespace atl::engine {
namespace {

DropEvent event_of(DropState state) noexcept
{
    if (state == DropState::error) {
        return DropEvent::failed;
    }
    return state == DropState::skipped ? DropEvent::skipped : DropEvent::completed;
}

void keep(DropCell& cell, DropState state) noexcept
{
    cell.set(state);
    cell.pending.store(DropCell::restored, std::memory_order_relaxed);
    // Late events must find an ordinary drop: nothing that is completed in passing or counts how
    // many came in time.
    cell.traits &= DropCell::is_app;
}

}  // namespace

std::uint32_t restore_cells(Shared& shared, std::span<RestoredDrop const> drops) noexcept
{
    auto end_drop = no_drop;
    auto const own = drops.first(std::min<std::size_t>(drops.size(), shared.topology.owned));
    for (std::uint32_t drop = 0; drop < own.size(); ++drop) {
        auto& cell = shared.cells[drop];
        auto const [state, tries] = own[drop];
        cell.tries.store(tries, std::memory_order_relaxed);
        if (!own[drop].kept()) {
            continue;
        }
        if (cell.has(DropCell::ends_session) && event_of(state) == DropEvent::completed) {
            end_drop = drop;
        }
        keep(cell, state);
        shared.slots.back().counters.count(cell.kind(), state);
    }
    return end_drop;
}

std::vector<RemoteEvent> news_of(std::span<RestoredDrop const> drops)
{
    std::vector<RemoteEvent> news;
    for (std::uint32_t drop = 0; drop < drops.size(); ++drop) {
        if (drops[drop].kept()) {
            news.push_back({DropIndex{drop}, event_of(drops[drop].state)});
        }
    }
    return news;
}

}  // namespace atl::engine
