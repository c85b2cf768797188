#include "runtime/enter_receipts.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/drops/staging_key.hpp"

#include "runtime/output_sync.hpp"

namespace atl::runtime {
namespace {

using journal::DropRecord;
using journal::Receipt;

/// Epoch whose ranks were started last; 0: none was. A graph that was edited has no such epoch yet.
std::uint32_t last_begun(journal::SessionSnapshot const& snapshot)
{
    std::uint32_t last = 0;
    for (auto const& epoch : snapshot.epochs) {
        last = epoch.ranks > 0 ? std::max(last, epoch.epoch) : last;
    }
    return last;
}

bool is_open(DropRecord const& record)
{
    return !is_final(record.state) || record.state == DropState::cancelled;
}

bool flush(std::vector<std::filesystem::path> const& places)
{
    OutputSync sync;
    int error = 0;
    for (auto const& place : places) {
        error = error == 0 ? sync.flush(place) : error;
    }
    error = error == 0 ? sync.flush_names() : error;
    if (error != 0) {
        log::warn("runtime",
                  "cannot flush outputs to disk ({}): their app runs again",
                  errno_text(error));
    }
    return error == 0;
}

bool is_still_there(Receipt const& receipt, DropId app, ContentFinder& finder, Leavings leavings)
{
    auto& runner = finder.runner();
    auto const staging =
        receipt.staging.empty() ? drops::owner_staging(receipt.epoch) : receipt.staging;
    if (!runner.is_left_on_disk(app.value, staging)) {
        return false;
    }
    if (leavings == Leavings::look_at) {
        return true;
    }
    auto const places = runner.take_over(app.value, staging);
    return places && flush(*places);
}

void enter(Receipt const& receipt, std::int64_t session_start_ns, DropRecord& record)
{
    record.state = DropState::finished;
    record.epoch = receipt.epoch;
    record.tries = std::max<std::uint8_t>(1, record.tries);
    if (record.start < 0 && receipt.begun_ns > 0) {
        record.start = static_cast<double>(receipt.begun_ns - session_start_ns) * 1e-9;
    }
}

}  // namespace

std::vector<DropId> enter_receipts(std::span<Receipt const> receipts,
                                   graph::PhysicalGraph const& graph,
                                   journal::SessionSnapshot& snapshot,
                                   ContentFinder& finder,
                                   Leavings leavings)
{
    std::unordered_multimap<std::string_view, Receipt const*> known;
    auto const epoch = last_begun(snapshot);
    for (auto const& receipt : receipts) {
        if (receipt.epoch == epoch) {
            known.emplace(receipt.uid, &receipt);
        }
    }
    std::vector<DropId> entered;
    for (std::uint32_t i = 0; i < graph.size() && !known.empty(); ++i) {
        DropId const drop{i};
        if (graph.drop_template(drop).kind != DropKind::app || !is_open(snapshot.drops[i])) {
            continue;
        }
        auto const [first, last] = known.equal_range(graph.oid(drop));
        auto const believed = std::find_if(first, last, [&](auto const& entry) {
            return is_still_there(*entry.second, drop, finder, leavings);
        });
        if (believed != last) {
            enter(*believed->second, snapshot.begun_ns, snapshot.drops[i]);
            entered.push_back(drop);
        }
    }
    return entered;
}

}  // namespace atl::runtime
