#include "runtime/executor_watch.hpp"

#include <utility>
#include <vector>

#include "atoll/journal/receipt.hpp"
#include "atoll/manager/lease_protocol.hpp"

namespace atl::runtime {
namespace {

using manager::LinkMessage;

constexpr std::int64_t look_at_executors_every_ns = 500'000'000;

}  // namespace

ExecutorWatch::ExecutorWatch(Links& links, Clock const& clock, std::filesystem::path receipts)
    : links_(links), clock_(clock), folder_(std::move(receipts))
{
}

void ExecutorWatch::hear(comm::LinkEvent const& event)
{
    if (event.kind == comm::LinkEvent::Kind::closed || event.kind == comm::LinkEvent::Kind::lost) {
        files_.erase(event.peer);
    } else if (event.kind != comm::LinkEvent::Kind::message) {
        return;
    } else if (static_cast<LinkMessage>(event.type) == LinkMessage::offer) {
        remember(event.peer, manager::decode_offer(event.body).receipts);
    } else if (static_cast<LinkMessage>(event.type) == LinkMessage::enlist) {
        remember(event.peer, manager::decode_enlistment(event.body).receipts);
    }
}

void ExecutorWatch::remember(comm::PeerId link, std::string_view receipts)
{
    // A name, not a path: another process has sent it.
    auto const name = std::filesystem::path{receipts}.filename();
    if (!name.empty()) {
        files_[link] = folder_ / name;
    }
}

void ExecutorWatch::look()
{
    auto const now_ns = clock_.monotonic_ns();
    if (files_.empty() || now_ns - looked_ns_ < look_at_executors_every_ns) {
        return;
    }
    looked_ns_ = now_ns;
    std::vector<comm::PeerId> ended;
    for (auto const& [link, file] : files_) {
        if (!links_.is_connected(link) && journal::writer_has_ended(file)) {
            ended.push_back(link);
        }
    }
    for (auto const link : ended) {
        files_.erase(link);
        links_.give_up(link, "its process has ended");
    }
}

}  // namespace atl::runtime
