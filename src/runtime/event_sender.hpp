#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/manager/protocol.hpp"

#include "runtime/outbox.hpp"

namespace atl::runtime {

/// Packs the events of a rank into messages. The slower the others receive, the more events a
/// message has: while earlier ones have not left, they gather here. Progress thread only.
class EventSender {
  public:
    /// \param transport  outlives this object.
    explicit EventSender(comm::Transport& transport);

    /// Takes what is in \p outbox and sends what may leave. \returns whether anything moved.
    bool progress(Outbox& outbox);

    /// Events that were sent so far.
    [[nodiscard]] std::uint64_t sent() const noexcept { return sent_; }

  private:
    void send(RankId to);

    comm::Transport& transport_;
    std::vector<std::vector<manager::EventWord>> waiting_;  ///< [ranks]
    std::size_t unsent_{0};                                 ///< Events in all of them.
    std::uint64_t sent_{0};
};

}  // namespace atl::runtime
