#include "journal/session_reducer.hpp"

#include <algorithm>
#include <limits>

namespace atl::journal {
namespace {

void count_lost_try(DropRecord& drop) noexcept
{
    if (drop.lost_tries < std::numeric_limits<std::uint8_t>::max()) {
        ++drop.lost_tries;
    }
}

}  // namespace

void SessionReducer::add(SegmentHead const& head, JournalRecord const& record)
{
    enter(head);
    std::visit([this](auto const& content) { take(content); }, record);
}

void SessionReducer::enter(SegmentHead const& head)
{
    auto const& identity = head.identity;
    rank_ = identity.rank;
    if (has_begun_ && identity.epoch == snapshot_.epoch) {
        return;
    }
    if (!has_begun_) {
        has_begun_ = true;
        snapshot_.session_id = identity.session_id;
        snapshot_.graph_hash = identity.graph_hash;
        snapshot_.begun_ns = identity.begun_ns;
        snapshot_.drops.resize(identity.drops);
    } else {
        lose_epoch();
    }
    snapshot_.epoch = identity.epoch;
    epoch_start_ = static_cast<double>(identity.begun_ns - snapshot_.begun_ns) * 1e-9;
    epoch().begun = epoch_start_;
}

void SessionReducer::lose_epoch()
{
    for (auto& drop : snapshot_.drops) {
        if (drop.state == DropState::running && drop.epoch == snapshot_.epoch) {
            count_lost_try(drop);
        }
    }
}

void SessionReducer::lose_ranks()
{
    auto const& lost = epoch().lost_ranks;
    for (auto& drop : snapshot_.drops) {
        if (!lost.empty() && drop.state == DropState::running && drop.epoch == snapshot_.epoch &&
            std::ranges::find(lost, drop.rank) != lost.end()) {
            count_lost_try(drop);
        }
    }
}

void SessionReducer::take(EventBatch const& batch)
{
    for (auto const& event : batch.events) {
        if (event.drop.index() >= snapshot_.drops.size()) {
            continue;  // of another graph, which the reader of the journal refuses
        }
        auto& drop = snapshot_.drops[event.drop.index()];
        drop.state = event.state;
        drop.rank = rank_;
        drop.epoch = snapshot_.epoch;
        drop.tries = event.tries;
        drop.exit_code = event.exit_code;
        drop.bytes = event.bytes;
        drop.durable = event.durable;
        auto const time = seconds(event.time_us);
        auto const duration = static_cast<double>(event.duration_us) * 1e-6;
        drop.start = std::max(0.0, time - duration);
        drop.end = event.state == DropState::running ? -1 : time;
    }
}

void SessionReducer::take(EpochBegun const& begun)
{
    epoch().ranks = static_cast<std::uint32_t>(begun.hosts.size());
    epoch().hosts = begun.hosts;
}

void SessionReducer::take(ReasonGiven const& reason)
{
    snapshot_.failures.push_back({reason.drop, snapshot_.epoch, reason.text});
}

void SessionReducer::take(NoteTaken const& note)
{
    snapshot_.notes.push_back({snapshot_.epoch, seconds(note.time_us), note.text});
}

void SessionReducer::take(RankLost const& lost)
{
    epoch().lost_ranks.push_back(lost.rank.value);
}

void SessionReducer::take(EpochEnded const& ended)
{
    epoch().ended = seconds(ended.time_us);
    epoch().outcome = static_cast<ExitStatus>(ended.status);
    epoch().reason = ended.reason;
}

void SessionReducer::take(InputsSeen const& seen)
{
    for (auto const& input : seen.inputs) {
        snapshot_.inputs[input.drop] = input.written_ns;
    }
}

EpochRecord& SessionReducer::epoch()
{
    if (snapshot_.epochs.empty() || snapshot_.epochs.back().epoch != snapshot_.epoch) {
        snapshot_.epochs.emplace_back();
        snapshot_.epochs.back().epoch = snapshot_.epoch;
    }
    return snapshot_.epochs.back();
}

double SessionReducer::seconds(std::uint64_t epoch_us) const noexcept
{
    return epoch_start_ + static_cast<double>(epoch_us) * 1e-6;
}

SessionSnapshot SessionReducer::finish() &&
{
    if (has_begun_) {
        lose_ranks();
    }
    std::ranges::stable_sort(snapshot_.notes, {}, &Note::time);
    return std::move(snapshot_);
}

}  // namespace atl::journal
