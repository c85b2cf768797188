#include "runtime/journal_feed.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"

namespace atl::runtime {
namespace {

/// ns since 1970; 0: it is not there.
std::int64_t last_written_ns(std::filesystem::path const& path)
{
    std::error_code code;
    auto const time = std::filesystem::last_write_time(path, code);
    return code ? 0
                : std::chrono::duration_cast<std::chrono::nanoseconds>(
                      std::chrono::file_clock::to_sys(time).time_since_epoch())
                      .count();
}

}  // namespace

using engine::DropIndex;
using journal::JournalEvent;

void JournalFeed::deleted(std::uint32_t data) noexcept
{
    std::scoped_lock const guard{deleted_lock_};
    deleted_.push_back(data);
}

void JournalFeed::drain()
{
    log_.drain([this](DropIndex drop, engine::DropLog::News what) {
        heard_.push_back({drop.value, what});
    });
}

void JournalFeed::collect(News& news)
{
    if (!sources_) {
        return;
    }
    auto const first = news.events.size();
    drain();
    for (auto const& [drop, what] : heard_) {
        take(drop, what, news);
    }
    heard_.clear();
    flush_outputs(news, first);
    take_deleted(news);
}

void JournalFeed::take(std::uint32_t drop, engine::DropLog::News what, News& news)
{
    auto state = sources_->engine.state(DropIndex{drop});
    // An app that has ended by now, or was given back, has not begun as far as anybody cares.
    if ((what == engine::DropLog::News::begun) != (state == DropState::running) ||
        (what == engine::DropLog::News::ended && !is_final(state))) {
        return;
    }
    auto event = event_of(drop, state == DropState::expired ? DropState::completed : state);
    auto const index = sources_->part.template_of[drop];
    if (sources_->runner.trivial(index)) {
        event.durable = state == DropState::completed || state == DropState::expired;
    } else if (sources_->part.templates[index].kind == DropKind::app) {
        describe_app(drop, event, news);
    } else {
        describe_data(drop, event);
        if (event.durable && durability_ == journal::Durability::outputs && is_written_here(drop)) {
            if (auto path = sources_->runner.stored_at(drop); !path.empty()) {
                outputs_.push_back({news.events.size(), drop, std::move(path)});
            }
        }
        if (event.durable && !is_written_here(drop)) {
            look_at_input(drop, event.drop, news);
        }
        explain(drop, event, news);
    }
    if (sources_->part.templates[index].kind == DropKind::app) {
        event.durable = false;
    }
    news.events.push_back(event);
}

JournalEvent JournalFeed::event_of(std::uint32_t drop, DropState state) const
{
    JournalEvent event;
    event.drop = sources_->part.drop(drop);
    event.state = state;
    if (auto const interval = sources_->engine.interval(DropIndex{drop})) {
        constexpr std::int64_t ns_in_us = 1000;
        auto const end_ns = sources_->start_offset_ns + interval->start_ns + interval->duration_ns;
        event.time_us = static_cast<std::uint64_t>(std::max<std::int64_t>(0, end_ns) / ns_in_us);
        event.duration_us = static_cast<std::uint64_t>(interval->duration_ns / ns_in_us);
    }
    return event;
}

void JournalFeed::describe_app(std::uint32_t app, JournalEvent& event, News& news)
{
    // 0 of an app that was never tried: its inputs have failed, or nobody wanted what it makes.
    event.tries = static_cast<std::uint8_t>(sources_->engine.tries(DropIndex{app}));
    if (event.state == DropState::finished && durability_ == journal::Durability::outputs) {
        sources_->part.for_each_output(
            app, [this](std::uint32_t data, std::uint16_t) { written_.push_back(data); });
    }
    explain(app, event, news);
}

void JournalFeed::explain(std::uint32_t drop, JournalEvent& event, News& news) const
{
    if (event.state != DropState::error) {
        return;
    }
    if (auto mishap = sources_->mishaps.find(drop)) {
        event.exit_code = static_cast<std::int16_t>(mishap->exit_code);
        news.reasons.push_back({event.drop, std::move(mishap->reason)});
    }
}

void JournalFeed::describe_data(std::uint32_t data, JournalEvent& event)
{
    event.bytes = sources_->runner.size(data);
    event.durable = event.state == DropState::completed && sources_->runner.outlives_rank(data);
}

void JournalFeed::look_at_input(std::uint32_t data, DropId drop, News& news) const
{
    auto const path = sources_->runner.stored_at(data);
    if (auto const written = path.empty() ? 0 : last_written_ns(path); written > 0) {
        news.inputs.inputs.push_back({drop, written});
    }
}

bool JournalFeed::is_written_here(std::uint32_t data) const
{
    return sources_->part.input_count(data) > 0;
}

void JournalFeed::take_deleted(News& news)
{
    std::vector<std::uint32_t> gone;
    {
        std::scoped_lock const guard{deleted_lock_};
        gone.swap(deleted_);
    }
    for (auto const data : gone) {
        auto event = event_of(data, DropState::deleted);
        describe_data(data, event);
        news.deletions.push_back(event);
    }
}

void JournalFeed::flush_outputs(News& news, std::size_t first)
{
    auto const begin = std::chrono::steady_clock::now();
    auto const written = take_written();
    if (outputs_.empty() && written.empty()) {
        return;
    }
    std::vector<std::filesystem::path> places;
    for (auto& output : outputs_) {
        places.push_back(std::move(output.path));
    }
    for (auto const data : written) {
        places.push_back(sources_->runner.staged_at(data));
    }
    auto const errors = flush(places);
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        news.events[outputs_[i].event].durable = errors[i] == 0;
    }
    // What was on its way from the one place to the other is in the other now.
    places.clear();
    for (auto const data : written) {
        places.push_back(sources_->runner.stored_at(data));
    }
    flush(places);
    if (auto const error = sync_.flush_names()) {
        log::warn("runtime", "cannot flush a folder of outputs to disk ({})", errno_text(error));
        for (auto& event : std::span{news.events}.subspan(first)) {
            event.durable = false;
        }
    }
    flushed_ += outputs_.size();
    flush_seconds_ +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    outputs_.clear();
}

std::vector<int> JournalFeed::flush(std::vector<std::filesystem::path> const& places)
{
    auto errors = sync_.flush(places, [this] { drain(); });
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (errors[i] != 0 && errors[i] != ENOENT) {
            log::warn("runtime",
                      "cannot flush '{}' to disk ({})",
                      places[i].string(),
                      errno_text(errors[i]));
        }
    }
    return errors;
}

// An app counts as FINISHED from then on, whatever becomes of this node: what it wrote must be on
// disk, though its data may not be complete yet, or told of in the next commit, or be another
// rank's.
std::vector<std::uint32_t> JournalFeed::take_written()
{
    std::vector<std::uint32_t> told;
    for (auto const& output : outputs_) {
        told.push_back(output.data);
    }
    std::ranges::sort(told);
    auto written = std::exchange(written_, {});
    std::erase_if(written, [&](auto data) {
        return std::ranges::binary_search(told, data) || sources_->runner.stored_at(data).empty();
    });
    return written;
}

}  // namespace atl::runtime
