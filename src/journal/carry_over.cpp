#include "atoll/journal/carry_over.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"
#include "atoll/journal/journal_writer.hpp"

namespace atl::journal {
namespace {

constexpr std::size_t events_at_once = std::size_t{1} << 16U;

std::uint64_t microseconds(double seconds)
{
    return static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e6 + 0.5);
}

JournalEvent event_of(DropRecord const& record, DropId drop)
{
    JournalEvent event;
    event.bytes = record.bytes;
    event.time_us = microseconds(record.end);
    event.duration_us = record.start < 0 ? 0 : microseconds(record.end - record.start);
    event.drop = drop;
    event.exit_code = record.exit_code;
    event.state = record.state;
    event.tries = record.tries;
    event.durable = record.durable;
    return event;
}

bool has_ended(DropRecord const& record)
{
    return is_final(record.state) && record.state != DropState::cancelled;
}

double last_end(SessionSnapshot const& before)
{
    double end = 0;
    for (auto const& epoch : before.epochs) {
        end = std::max({end, epoch.begun, epoch.ended});
    }
    for (auto const& drop : before.drops) {
        end = std::max(end, drop.end);
    }
    return end;
}

}  // namespace

void carry_over(SessionSnapshot const& before,
                std::span<std::optional<DropId> const> now,
                GraphIdentity const& graph,
                std::filesystem::path const& folder)
{
    ATOLL_EXPECT(now.size() == before.drops.size());
    // Times go on counting from the session's first beginning.
    JournalWriter writer{
        folder,
        {before.session_id, graph.hash, graph.drops, before.begun_ns, before.epoch + 1, 0},
        Durability::journal};
    writer.add(EpochBegun{});
    std::vector<JournalEvent> events;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i] && has_ended(before.drops[i])) {
            events.push_back(event_of(before.drops[i], *now[i]));
        }
        if (events.size() == events_at_once) {
            writer.add(events);
            events.clear();
        }
    }
    writer.add(events);
    InputsSeen seen;
    for (auto const& [drop, written_ns] : before.inputs) {
        if (drop.index() < now.size() && now[drop.index()]) {
            seen.inputs.push_back({*now[drop.index()], written_ns});
        }
    }
    if (!seen.inputs.empty()) {
        writer.add(seen);
    }
    std::map<DropId, std::string const*> reasons;  // the last one of a drop is that of its state
    for (auto const& failure : before.failures) {
        if (auto const& place = now[failure.drop.index()];
            place && before.drops[failure.drop.index()].state == DropState::error) {
            reasons[*place] = &failure.text;
        }
    }
    for (auto const& [drop, text] : reasons) {
        writer.add(ReasonGiven{drop, *text});
    }
    auto const end = microseconds(last_end(before));
    writer.add(NoteTaken{end, "the graph was edited; what ended before is taken over"});
    writer.add(EpochEnded{end, static_cast<std::uint32_t>(ExitStatus::success), "edited"});
    if (!writer.commit()) {
        throw Error{
            ErrorKind::io,
            fmt::format(
                "cannot write the journal in '{}' ({})", folder.string(), writer.problem())};
    }
}

}  // namespace atl::journal
