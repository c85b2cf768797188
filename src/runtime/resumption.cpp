#include "runtime/resumption.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/drops/staging_key.hpp"
#include "atoll/journal/receipt.hpp"
#include "atoll/session/resume_request.hpp"

#include "runtime/content_finder.hpp"

namespace atl::runtime {
namespace {

/// What the clocks of file servers and nodes may differ without drops running for nothing.
constexpr std::int64_t clock_skew_ns = 1'000'000'000;

bool stages_on_disk(graph::Component component)
{
    return component == graph::Component::file_data || component == graph::Component::json_data ||
           component == graph::Component::directory_data;
}

/// The drops called \p oids; those that the graph does not have are told in the log.
std::vector<DropId> find_drops(graph::PhysicalGraph const& graph,
                               std::vector<std::string> const& oids)
{
    std::vector<DropId> found;
    for (std::uint32_t drop = 0; drop < graph.size() && !oids.empty(); ++drop) {
        if (std::ranges::find(oids, graph.oid(DropId{drop})) != oids.end()) {
            found.emplace_back(drop);
        }
    }
    return found;
}

manager::ResumeWish wish_of(std::optional<session::ResumeRequest> const& request,
                            graph::PhysicalGraph const& graph)
{
    if (!request) {
        return {};
    }
    return {request->since,
            request->failed,
            find_drops(graph, request->from),
            find_drops(graph, request->changed)};
}

}  // namespace

Resumption::Resumption(session::SessionFolder const& folder, std::filesystem::path const& journal)
    : folder_(folder)
{
    earlier_ = journal::youngest_epoch(journal);
    snapshot_ = journal::find_session(journal);
    if (snapshot_) {
        log::info("runtime", "the session goes on after its epoch {}", snapshot_->epoch);
    }
}

void Resumption::enter_receipts(graph::PhysicalGraph const& graph,
                                std::span<std::string const> boot_ids,
                                Leavings leavings)
{
    if (!snapshot_ || snapshot_->drops.size() != graph.size()) {
        return;
    }
    auto const receipts = journal::read_receipts(folder_.receipts(), [&](std::string_view boot) {
        return std::ranges::find(boot_ids, boot) != boot_ids.end();
    });
    if (receipts.empty()) {
        return;
    }
    ContentFinder finder{graph, folder_, {snapshot_->begun_ns, epoch()}};
    entered_ = runtime::enter_receipts(receipts, graph, *snapshot_, finder, leavings);
    if (!entered_.empty()) {
        log::info("runtime", "{} apps had ended before their journals said so", entered_.size());
    }
}

void Resumption::plan(graph::PhysicalGraph const& graph,
                      std::optional<session::ResumeRequest> const& request,
                      Leavings leavings)
{
    if (!snapshot_) {
        return;
    }
    if (snapshot_->drops.size() != graph.size()) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("the session's journals tell of {} drops, its graph has {}",
                                snapshot_->drops.size(),
                                graph.size()),
                    "a session goes on with the graph that it began with"};
    }
    std::unique_ptr<ContentFinder> made;
    std::function<ContentFinder&()> const finder = [&]() -> ContentFinder& {
        if (!made) {
            made = std::make_unique<ContentFinder>(
                graph, folder_, ContentFinder::When{snapshot_->begun_ns, epoch()});
        }
        return *made;
    };
    // By any epoch since the producers ended; receipts have been taken over by this one.
    auto const is_staged = [&](DropId data) {
        std::uint32_t first = epoch();
        for (auto const app : graph.predecessors(data)) {
            first = std::min(first, epoch_of_end(app));
        }
        bool found = false;
        for (std::uint32_t number = epoch(); number >= first && !found; --number) {
            found = finder().runner().is_staged(data.value, drops::owner_staging(number));
        }
        return found;
    };
    manager::ContentProbe const probe{
        [&](DropId data) { return finder().outlived(data); },
        [&](DropId data) {
            return stages_on_disk(graph.drop_template(data).component) && is_staged(data);
        }};
    plan_ = manager::plan_resume(graph, *snapshot_, wish_of(request, graph), probe);
    log::info("runtime", "{} of {} drops are to be run", plan_.to_run(), graph.size());
    if (leavings == Leavings::take_over) {
        take_over_staged(graph, finder);
    }
}

std::uint32_t Resumption::epoch_of_end(DropId app) const
{
    return std::max(1U, snapshot_->drops[app.index()].epoch);
}

// Ranks that were given up, and do not know it, lose what they have staged with that.
void Resumption::take_over_staged(graph::PhysicalGraph const& graph,
                                  std::function<ContentFinder&()> const& finder) const
{
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const app{i};
        bool const waits =
            graph.drop_template(app).kind == DropKind::app &&
            plan_.drops[i].state == DropState::finished &&
            std::ranges::any_of(graph.successors(app), [&](DropId data) {
                return !keeps(data) && stages_on_disk(graph.drop_template(data).component);
            });
        // Before the epoch in which it ended there is only what a killed try has left.
        for (auto number = epoch_of_end(app); waits && number < epoch(); ++number) {
            static_cast<void>(finder().runner().take_over(i, drops::owner_staging(number)));
        }
    }
}

std::vector<DropId> Resumption::changed_inputs(graph::PhysicalGraph const& graph) const
{
    std::vector<DropId> changed;
    if (!snapshot_) {
        return changed;
    }
    ContentFinder finder{graph, folder_, {snapshot_->begun_ns, epoch()}};
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const data{i};
        if (graph.drop_template(data).kind != DropKind::data || !graph.predecessors(data).empty()) {
            continue;
        }
        auto const written_ns = finder.written_ns(data);
        auto const seen = snapshot_->inputs.find(data);
        for (auto const app : graph.successors(data)) {
            auto const& known = snapshot_->drops[app.index()];
            auto const begun_ns =
                snapshot_->begun_ns + static_cast<std::int64_t>(known.start * 1e9);
            // A clock that is ahead, or whoever sets the time of a file, is no reason to run again.
            bool const is_new = seen == snapshot_->inputs.end()
                                    ? written_ns > begun_ns + clock_skew_ns
                                    : written_ns != seen->second && written_ns > 0;
            if (known.state == DropState::finished && is_new) {
                changed.push_back(app);
            }
        }
    }
    return changed;
}

journal::InputsSeen Resumption::inputs_read_again(graph::PhysicalGraph const& graph) const
{
    journal::InputsSeen seen;
    if (!snapshot_ || snapshot_->inputs.empty()) {
        return seen;
    }
    ContentFinder finder{graph, folder_, {snapshot_->begun_ns, epoch()}};
    for (auto const& [data, before_ns] : snapshot_->inputs) {
        bool const is_read =
            keeps(data) &&
            std::ranges::any_of(graph.successors(data), [this](DropId app) { return !keeps(app); });
        auto const written_ns = is_read ? finder.written_ns(data) : 0;
        if (written_ns > 0 && written_ns != before_ns) {
            seen.inputs.push_back({data, written_ns});
        }
    }
    return seen;
}

manager::DropRow Resumption::row(DropId drop) const
{
    auto const& known = snapshot_->drops[drop.index()];
    bool const left_out = plan_.verdicts[drop.index()].reason == manager::ResumeReason::left_out;
    manager::DropRow row;
    row.drop = drop;
    row.state = static_cast<std::uint8_t>(left_out ? DropState::cancelled
                                                   : plan_.drops[drop.index()].state);
    row.tries = known.tries;
    row.exit_code = known.exit_code;
    row.bytes = known.bytes;
    row.start = known.start;
    row.end = known.end;
    return row;
}

journal::EventBatch Resumption::inferred_ends() const
{
    journal::EventBatch batch;
    for (std::uint32_t i = 0; i < plan_.drops.size(); ++i) {
        auto const& known = snapshot_->drops[i];
        bool const unrecorded =
            !is_final(known.state) || std::ranges::binary_search(entered_, DropId{i});
        if (plan_.drops[i].state == DropState::finished && unrecorded) {
            journal::JournalEvent event;
            event.drop = DropId{i};
            event.state = DropState::finished;
            event.tries = std::max<std::uint8_t>(1, known.tries);
            batch.events.push_back(event);
        }
    }
    return batch;
}

manager::RowBatch Resumption::kept_rows() const
{
    manager::RowBatch batch;
    if (!snapshot_) {
        return batch;
    }
    std::unordered_map<std::uint32_t, std::string> reasons;
    for (auto const& failure : snapshot_->failures) {
        reasons[failure.drop.value] = failure.text;
    }
    for (std::uint32_t i = 0; i < plan_.drops.size(); ++i) {
        DropId const drop{i};
        if (!keeps(drop)) {
            continue;
        }
        batch.rows.push_back(row(drop));
        auto const why = plan_.verdicts[i].reason;
        if (why == manager::ResumeReason::lost_too_often) {
            batch.failures.push_back({drop, std::string{to_string(why)}});
        } else if (auto const known = reasons.find(i);
                   known != reasons.end() && why == manager::ResumeReason::still_failed) {
            batch.failures.push_back({drop, known->second});
        }
    }
    return batch;
}

}  // namespace atl::runtime
