#include "runtime/extension_host.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/log.hpp"
#include "atoll/manager/protocol.hpp"
#include "atoll/session/link_file.hpp"
#include "atoll/translate/partition.hpp"

#include "runtime/hub_links.hpp"
#include "runtime/patience.hpp"

namespace atl::runtime {
namespace {

using manager::MessageType;

constexpr std::uint32_t first_epoch = 0;  // Sessions have one run.
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
        own_links_ =
            listen_for_links(place_.folder, fmt::format("rank {}", rank.value), first_epoch);
        links_ = own_links_.get();
        log::info("runtime", "listens for extension jobs at {}", links_->endpoints());
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
                                         place_.clock.wall_ns(),
                                         translate::worker_ranks(place_.transport.size())});
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
    bool const moved = links_->poll(events_);
    for (auto const& event : events_) {
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
        case MessageType::progress:
            return desk_->backlog(message.from, in.get<manager::Progress>().waiting_apps);
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
}

void ExtensionHost::dismiss()
{
    if (!desk_) {
        return;
    }
    desk_->dismiss();
    auto const deadline_ns = place_.clock.monotonic_ns() + leave_within_ns;
    while (!desk_->executors().empty() && place_.clock.monotonic_ns() < deadline_ns) {
        serve(nullptr);
        Patience{}.wait();
    }
}

}  // namespace atl::runtime
