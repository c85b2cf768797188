#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/drops/drop_runner.hpp"
#include "atoll/drops/payload.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/manager/protocol.hpp"

namespace atl::runtime {

/// Moves the content of drops between ranks, together with the events that announce it.
///
/// Content up to `largest_in_message` travels in the event's message. Larger content waits here
/// until the receiver, which has made room for it, asks for it, and then goes straight from the
/// drop's memory into that room. When too much waits, events with large content wait, too.
class Carrier {
  public:
    static constexpr std::size_t largest_in_message = 16 * 1024;
    /// So many large contents of a rank may wait for their receivers: each has a tag of its own.
    static constexpr std::size_t most_kept = 16 * 1024;

    /// Called when an event may be acted on: the content it needs has been provided to the runner.
    using Deliver = std::function<void(manager::EventWord)>;

    Carrier(graph::Part const& part,
            drops::DropRunner& runner,
            comm::Transport& transport,
            Deliver deliver);

    /// Queues the completion of own drop \p drop for \p target, with the content that must go
    /// along. Worker threads. \returns false when nothing has to go along: the caller sends a plain
    /// event.
    [[nodiscard]] bool offer(std::uint32_t drop, RemoteTarget target);

    /// Progress thread: sends what was offered. \returns whether there was anything.
    bool progress();
    /// Progress thread: an event with content has arrived.
    void accept(comm::Message const& message);
    /// Progress thread: a receiver is ready for a bulk transfer.
    void serve(comm::Message const& message);

    [[nodiscard]] std::uint64_t bytes_sent() const noexcept { return bytes_sent_; }

  private:
    struct Content {
        DropId drop;
        drops::Payload payload;
    };
    struct Offer {
        RankId to;
        manager::EventWord event;
        std::vector<Content> contents;
    };
    /// An event that waits for bulk transfers.
    struct Arrival {
        manager::EventWord event;
        std::size_t missing{0};
        std::vector<Content> contents;
    };

    [[nodiscard]] std::vector<Content> contents_for(std::uint32_t drop, std::uint32_t rank);
    [[nodiscard]] bool has_room_for(Offer const& offer) const;
    void send(Offer offer);
    [[nodiscard]] comm::BulkTag keep(drops::Payload payload);
    void pull(RankId from,
              manager::Carry::Item const& item,
              std::shared_ptr<Arrival> const& arrival);
    void finish(Arrival const& arrival);
    [[nodiscard]] std::uint32_t local_index(DropId drop, manager::EventWord event) const;

    graph::Part const& part_;
    drops::DropRunner& runner_;
    comm::Transport& transport_;
    Deliver deliver_;
    std::mutex offers_lock_;  ///< Guards offers_.
    std::vector<Offer> offers_;
    std::deque<Offer> waiting_;  ///< Of the progress thread: to be sent, in this order.
    std::unordered_map<comm::BulkTag, drops::Payload> kept_;  ///< Until the receiver asks.
    comm::BulkTag next_tag_{0};
    std::uint64_t bytes_sent_{0};
};

}  // namespace atl::runtime
