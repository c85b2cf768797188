#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <mpi.h>

#include "atoll/comm/transport.hpp"

namespace atl::comm {

/// Transport over MPI_COMM_WORLD. Message types are MPI tags; bulk transfers have tags of their own
/// above them.
class MpiTransport final : public Transport {
  public:
    MpiTransport(RankId rank, std::uint32_t size);

    [[nodiscard]] RankId rank() const noexcept override { return rank_; }
    [[nodiscard]] std::uint32_t size() const noexcept override { return size_; }
    void send(RankId to, std::uint16_t type, Body body) override;
    void send_bulk(RankId to,
                   BulkTag tag,
                   std::span<std::byte const> content,
                   std::shared_ptr<void const> owner) override;
    void receive_bulk(RankId from,
                      BulkTag tag,
                      std::span<std::byte> into,
                      std::function<void()> done) override;
    bool poll(std::vector<Message>& arrived) override;
    [[nodiscard]] bool drained() const noexcept override { return unsent_ == 0; }
    [[nodiscard]] std::size_t backlog(RankId to) const noexcept override
    {
        return sends_[to.index()].sends.size();
    }

  private:
    /// Something that leaves: its memory lives here until MPI has taken it.
    struct Send {
        int tag{0};
        Body body;                           ///< Of a message.
        std::span<std::byte const> content;  ///< Of a bulk transfer.
        std::shared_ptr<void const> owner;
        std::vector<MPI_Request> requests;
    };
    /// What leaves for one rank, in the order of sending. The first \ref begun are MPI's.
    struct Queue {
        std::deque<Send> sends;
        std::size_t begun{0};
    };
    struct Receive {
        std::vector<MPI_Request> requests;
        std::function<void()> done;
    };

    void enqueue(RankId to, Send send);
    static void begin(RankId to, Send& send);
    static void begin_next(RankId to, Queue& queue);
    bool complete_sends();
    bool complete_receives();
    bool receive_messages(std::vector<Message>& arrived);

    RankId rank_;
    std::uint32_t size_;
    /// [size] Only the first of each rank is tested: a test makes MPI look everywhere.
    std::vector<Queue> sends_;
    std::size_t unsent_{0};
    std::vector<Receive> receives_;
    std::vector<Body> partial_;  ///< [size] What has come so far of a message in several pieces.
};

}  // namespace atl::comm
