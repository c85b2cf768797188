#include "runtime/extension_host.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/log.hpp"
#include "atoll/manager/protocol.hpp"
#include "atoll/session/link_file.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/translate/partition.hpp"

#include "runtime/hub_links.hpp"
#include "runtime/patience.hpp"
#include "runtime/workload_of.hpp"

namespace atl::runtime {
namespace {

using manager::MessageType;

// Links outlive the ranks' epochs: executors stay when the ranks are started again.
constexpr std::uint32_t first_epoch = 0;
constexpr std::int64_t keep_every_ns = 1'000'000'000;
constexpr std::int64_t leave_within_ns = 2'000'000'000;

bool has_extensions(session::SessionFile const& session)
{
    auto const found = session.options.find("extensions");
    return found != session.options.end() && found->second == "on";
}

}  // namespace

ExtensionHost::ExtensionHost(Place place, Links* links) : place_(place), links_(links)
{
    auto const rank = place_.transport.rank();
    if (links_ == nullptr && has_extensions(place_.session)) {
        own_links_ = listen_for_links(place_.folder,
                                      fmt::format("rank {}", rank.value),
                                      first_epoch,
                                      place_.session.interface);
        links_ = own_links_.get();
        log::info("runtime", "listens for extension jobs at {}", links_->endpoints());
    }
    if (links_ != nullptr) {
        watch_.emplace(*links_, place_.clock, place_.folder.receipts());
    }
    if (links_ == nullptr || rank != RankId{0}) {
        return;
    }
    if (own_links_) {
        session::write_link_file(place_.folder, {links_->endpoints(), first_epoch});
    }
    desk_.emplace(*links_,
                  place_.clock,
                  ExtensionDesk::Session{place_.session.id,
                                         place_.start.first_ns,
                                         translate::worker_ranks(place_.transport.size()),
                                         place_.start.epoch},
                  [this](ExtensionDesk::JobNews const& news) { tell_keeper(news); });
    keep_fleet();
}

void ExtensionHost::keep_fleet()
{
    if (own_links_ && place_.session.launcher != "local") {
        keeper_ = make_fleet_keeper(
            place_.folder, place_.session, place_.clock, [this](std::string const& job) {
                desk_->drain(job);
            });
    }
}

void ExtensionHost::tell_keeper(ExtensionDesk::JobNews const& news)
{
    if (!keeper_) {
        return;
    }
    switch (news.kind) {
        case ExtensionDesk::JobNews::Kind::connected:
            return keeper_->island_connected(news.job_id, news.cpus);
        case ExtensionDesk::JobNews::Kind::drained:
            return keeper_->island_drained(news.job_id);
        case ExtensionDesk::JobNews::Kind::lost:
            return keeper_->island_lost(news.job_id);
    }
}

slurm::Workload ExtensionHost::workload() const
{
    auto const cpus = std::max(1U, place_.session.cpus_per_rank);
    auto const cpus_of_app = std::max(1U, cpus / std::max(1U, place_.session.slots_per_rank));
    std::vector<RankLoad> ranks;
    for (auto const& [rank, load] : loads_) {
        ranks.push_back(load);
    }
    auto work = workload_of(ranks, cpus, cpus_of_app);
    for (auto const& view : desk_->executors()) {
        auto const busy = std::min(view.offer.cpus, view.running * cpus_of_app);
        auto const same = [&](auto const& load) { return load.job == view.offer.job_id; };
        auto const found = std::ranges::find_if(work.islands, same);
        if (found == work.islands.end()) {
            work.islands.push_back({view.offer.job_id, busy});
        } else {
            found->busy_cpus += busy;
        }
    }
    return work;
}

void ExtensionHost::announce()
{
    if (links_ == nullptr || desk_) {
        return;
    }
    comm::ByteWriter out;
    out.put_text(links_->endpoints());
    place_.transport.send(
        RankId{0}, static_cast<std::uint16_t>(MessageType::listening), std::move(out).take());
}

bool ExtensionHost::serve(Node* node)
{
    if (links_ == nullptr) {
        return false;
    }
    events_.clear();
    watch_->look();
    bool const moved = links_->poll(events_);
    for (auto const& event : events_) {
        watch_->hear(event);
        if (node != nullptr) {
            node->handle(event);
        }
        if (desk_) {
            desk_->handle(event);
        }
    }
    return moved;
}

void ExtensionHost::hear(comm::Message const& message)
{
    if (!desk_) {
        return;
    }
    comm::ByteReader in{message.body};
    switch (static_cast<MessageType>(message.type)) {
        case MessageType::listening:
            return desk_->node_listens(message.from, in.get_text());
        case MessageType::progress: {
            auto& load = loads_[message.from];
            load.progress = in.get<manager::Progress>();
            load.templates = manager::get_loads(in);
            return desk_->backlog(message.from, load.progress.waiting_apps);
        }
        default:
            return;
    }
}

void ExtensionHost::tick(Island& island)
{
    if (desk_) {
        desk_->tick();
        island.show_executors(desk_->executors());
    }
    auto const now_ns = place_.clock.monotonic_ns();
    if (keeper_ && now_ns - kept_ns_ >= keep_every_ns) {
        kept_ns_ = now_ns;
        keeper_->tick(workload());
    }
}

void ExtensionHost::dismiss()
{
    // Without a status the session goes on: new ranks are started, and executors wait for them.
    if (!desk_ || !session::read_exit_status(place_.folder)) {
        return;
    }
    if (own_links_) {
        session::remove_link_file(place_.folder);
    }
    if (keeper_) {
        keeper_->session_ends();
    }
    desk_->dismiss();
    auto const deadline_ns = place_.clock.monotonic_ns() + leave_within_ns;
    while (!desk_->executors().empty() && place_.clock.monotonic_ns() < deadline_ns) {
        serve(nullptr);
        Patience{}.wait();
    }
    if (keeper_) {
        keeper_->session_is_over();
    }
}

}  // namespace atl::runtime
