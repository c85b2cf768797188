#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "atoll/comm/byte_io.hpp"
#include "atoll/core/ids.hpp"

namespace atl::comm {

/// A message as it arrives. What `type` means is the manager's business.
struct Message {
    RankId from;
    std::uint16_t type{0};
    Body body;
};

/// Names one bulk transfer between two ranks; chosen by the sender, unique among its transfers
/// under way.
using BulkTag = std::uint16_t;

/// Moves messages between the ranks of one session.
///
/// Used by the progress thread only. Nothing blocks: sends are queued, receipts are polled.
/// Messages of one sender arrive in the order of sending; bulk transfers are not ordered with
/// messages.
class Transport {
  public:
    virtual ~Transport() = default;

    [[nodiscard]] virtual RankId rank() const noexcept = 0;
    [[nodiscard]] virtual std::uint32_t size() const noexcept = 0;

    virtual void send(RankId to, std::uint16_t type, Body body) = 0;

    /// Sends \p content from where it is; \p owner keeps it alive until it has left.
    virtual void send_bulk(RankId to,
                           BulkTag tag,
                           std::span<std::byte const> content,
                           std::shared_ptr<void const> owner) = 0;

    /// Receives a bulk transfer of exactly `into.size()` bytes straight into \p into, then calls \p
    /// done from poll().
    virtual void receive_bulk(RankId from,
                              BulkTag tag,
                              std::span<std::byte> into,
                              std::function<void()> done) = 0;

    /// Advances everything; appends what has arrived to \p arrived. \returns whether anything
    /// moved.
    virtual bool poll(std::vector<Message>& arrived) = 0;

    /// How many sends to \p to have not left yet: who makes many small messages makes larger ones
    /// meanwhile.
    [[nodiscard]] virtual std::size_t backlog(RankId to) const noexcept = 0;

    /// True when everything that was sent has left.
    [[nodiscard]] virtual bool drained() const noexcept = 0;

  protected:
    Transport() = default;
    Transport(Transport const&) = delete;
    Transport& operator=(Transport const&) = delete;
};

}  // namespace atl::comm
