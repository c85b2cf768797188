#include "runtime/carrier.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::runtime {
namespace {

using manager::Carry;
using manager::EventKind;
using manager::EventWord;
using manager::MessageType;

constexpr comm::BulkTag tags = Carrier::most_kept;

drops::Payload owned_payload(std::vector<std::byte> bytes)
{
    auto const owner = std::make_shared<std::vector<std::byte> const>(std::move(bytes));
    return {owner, *owner};
}

}  // namespace

Carrier::Carrier(graph::Part const& part,
                 drops::DropRunner& runner,
                 comm::Transport& transport,
                 Deliver deliver)
    : part_(part), runner_(runner), transport_(transport), deliver_(std::move(deliver))
{
}

std::vector<Carrier::Content> Carrier::contents_for(std::uint32_t drop, std::uint32_t rank)
{
    std::vector<Content> contents;
    if (part_.drop_template(drop).kind == DropKind::data) {
        if (runner_.carriage(drop) != drops::Carriage::none) {
            contents.push_back({part_.drop(drop), runner_.content(drop)});
        }
        runner_.served(drop);
        return contents;
    }
    // An app: what it has written into data drops that the target owns goes along.
    part_.for_each_output(drop, [&](std::uint32_t output, std::uint16_t /*ports*/) {
        bool const theirs = output >= part_.owned && part_.ghost_rank[output - part_.owned] == rank;
        if (theirs && runner_.carriage(output) != drops::Carriage::none) {
            contents.push_back({part_.drop(output), runner_.content(output)});
        }
    });
    return contents;
}

bool Carrier::offer(std::uint32_t drop, RemoteTarget target)
{
    auto contents = contents_for(drop, target.rank);
    if (contents.empty()) {
        return false;
    }
    std::scoped_lock const guard{offers_lock_};
    offers_.push_back(
        {RankId{target.rank}, EventWord{target.ghost, EventKind::completed}, std::move(contents)});
    return true;
}

bool Carrier::progress()
{
    std::vector<Offer> offers;
    {
        std::scoped_lock const guard{offers_lock_};
        offers.swap(offers_);
    }
    std::ranges::move(offers, std::back_inserter(waiting_));
    bool moved = false;
    while (!waiting_.empty() && has_room_for(waiting_.front())) {
        send(std::move(waiting_.front()));
        waiting_.pop_front();
        moved = true;
    }
    return moved;
}

// What would not fit even alone does not wait for ever: it goes, and what is too much travels in
// the message.
bool Carrier::has_room_for(Offer const& offer) const
{
    auto const large = std::ranges::count_if(offer.contents, [](Content const& content) {
        return content.payload.size() > largest_in_message;
    });
    return kept_.empty() || kept_.size() + static_cast<std::size_t>(large) <= most_kept;
}

comm::BulkTag Carrier::keep(drops::Payload payload)
{
    while (kept_.contains(next_tag_)) {
        next_tag_ = static_cast<comm::BulkTag>((next_tag_ + 1) % tags);
    }
    auto const tag = next_tag_;
    kept_.emplace(tag, std::move(payload));
    next_tag_ = static_cast<comm::BulkTag>((next_tag_ + 1) % tags);
    return tag;
}

void Carrier::send(Offer offer)
{
    Carry carry{offer.event, {}};
    for (auto& content : offer.contents) {
        Carry::Item item{content.drop, content.payload.size(), 0, true, {}};
        bytes_sent_ += item.size;
        if (item.size <= largest_in_message || kept_.size() == most_kept) {
            item.bytes.assign(content.payload.bytes().begin(), content.payload.bytes().end());
        } else {
            item.in_message = false;
            item.tag = keep(std::move(content.payload));
        }
        carry.items.push_back(std::move(item));
    }
    transport_.send(offer.to, static_cast<std::uint16_t>(MessageType::carry), encode(carry));
}

void Carrier::accept(comm::Message const& message)
{
    auto carry = manager::decode_carry(message.body);
    auto const arrival = std::make_shared<Arrival>();
    arrival->event =
        EventWord{part_.ghost_of(message.from, carry.event.index()), carry.event.kind()};
    for (auto& item : carry.items) {
        if (item.in_message) {
            arrival->contents.push_back({item.drop, owned_payload(std::move(item.bytes))});
        } else {
            ++arrival->missing;
            pull(message.from, item, arrival);
        }
    }
    if (arrival->missing == 0) {
        finish(*arrival);
    }
}

void Carrier::pull(RankId from, Carry::Item const& item, std::shared_ptr<Arrival> const& arrival)
{
    std::shared_ptr<std::byte[]> const room{new std::byte[item.size]};
    std::span<std::byte> const bytes{room.get(), item.size};
    arrival->contents.push_back({item.drop, {room, bytes}});
    transport_.receive_bulk(from, item.tag, bytes, [this, arrival] {
        if (--arrival->missing == 0) {
            finish(*arrival);
        }
    });
    comm::ByteWriter out;
    out.put(item.tag);
    transport_.send(from, static_cast<std::uint16_t>(MessageType::pull), std::move(out).take());
}

void Carrier::finish(Arrival const& arrival)
{
    for (auto const& content : arrival.contents) {
        runner_.provide(local_index(content.drop, arrival.event), content.payload);
    }
    deliver_(arrival.event);
}

std::uint32_t Carrier::local_index(DropId drop, EventWord event) const
{
    if (part_.drop(event.index()) == drop) {
        return event.index();
    }
    auto const found = part_.find_owned(drop);
    if (!found) {
        throw Error{
            ErrorKind::internal,
            fmt::format("content of drop {} came to a rank that does not own it", drop.value)};
    }
    return *found;
}

void Carrier::serve(comm::Message const& message)
{
    auto const tag = comm::ByteReader{message.body}.get<comm::BulkTag>();
    auto const found = kept_.find(tag);
    if (found == kept_.end()) {
        throw Error{ErrorKind::internal, fmt::format("bulk transfer {} was asked for twice", tag)};
    }
    auto const payload = std::make_shared<drops::Payload const>(std::move(found->second));
    kept_.erase(found);
    transport_.send_bulk(message.from, tag, payload->bytes(), payload);
}

}  // namespace atl::runtime
