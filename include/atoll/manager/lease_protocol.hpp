#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atoll/comm/byte_io.hpp"
#include "atoll/manager/extensions.hpp"
#include "atoll/manager/lease.hpp"

/// What the session's ranks and the executors of extension jobs say to each other.
/// docs/reference/messages.md lists who may send what when.
namespace atl::manager {

/// Types of messages on a link.
enum class LinkMessage : std::uint16_t {
    offer = 1,  ///< executor -> rank 0: ExecutorOffer.
    welcome,    ///< rank 0 -> executor: Welcome.
    assign,     ///< rank 0 -> executor: Assignment.
    drain,      ///< rank 0 -> executor: take nothing more, finish, leave.
    draining,   ///< executor -> everybody it is linked with: takes no more leases.
    report,     ///< executor -> rank 0: std::uint32_t apps that run.
    goodbye,    ///< executor -> rank 0: nothing runs any more, it leaves.
    dismiss,    ///< rank 0 -> executor: the session has ended.
    enlist,     ///< executor -> node manager: Enlistment.
    lease,      ///< node manager -> executor: LeaseOrder.
    result,     ///< executor -> node manager: LeaseResult.
    recall,     ///< node manager -> executor: LeaseNumber that is to be stopped.
};

/// What an executor must know of the session.
struct Welcome {
    ExecutorId executor;
    std::string session_id;
    std::int64_t session_start_ns{0};  ///< Wall clock.
};

/// For whom an executor is to work.
struct Assignment {
    RankId rank;
    std::string endpoints;  ///< Where the node manager listens; "": over this link.
};

/// An executor comes to a node manager.
struct Enlistment {
    ExecutorId executor;
    unsigned cpus{1};
    std::string receipts{};  ///< As in its ExecutorOffer.
};

/// An input as it travels.
struct LeaseInput {
    bool available{true};
    std::vector<std::byte> content;  ///< Empty, too, when what it is follows from the graph.
};

/// One try of an app, with all that it takes to run it.
struct LeaseOrder {
    LeaseNumber number{0};
    RankId owner;
    unsigned attempt{1};
    unsigned cpus{1};
    std::string staging;             ///< Key under which files are staged; no other lease has it.
    std::vector<std::byte> part;     ///< graph::write_part of the app alone.
    std::vector<LeaseInput> inputs;  ///< [ghosts that are inputs] in the order of the part.
};

/// How a try ended.
enum class LeaseEnd : std::uint8_t {
    finished,
    failed,
    given_back,  ///< The executor leaves before the app has ended: it was not the app's fault.
};

/// What came of a lease.
struct LeaseResult {
    LeaseNumber number{0};
    LeaseEnd end{LeaseEnd::finished};
    int exit_code{0};
    std::string reason;
    std::vector<std::uint32_t> skipped;           ///< Places of outputs on a branch not taken.
    std::vector<std::vector<std::byte>> outputs;  ///< [outputs] Content; empty: none travels.
};

[[nodiscard]] comm::Body encode(ExecutorOffer const& offer);
[[nodiscard]] comm::Body encode(Welcome const& welcome);
[[nodiscard]] comm::Body encode(Assignment const& assignment);
[[nodiscard]] comm::Body encode(Enlistment const& enlistment);
[[nodiscard]] comm::Body encode(LeaseOrder const& order);
[[nodiscard]] comm::Body encode(LeaseResult const& result);

/// All: \throws Error{internal} when \p body ends too early.
[[nodiscard]] ExecutorOffer decode_offer(std::span<std::byte const> body);
[[nodiscard]] Welcome decode_welcome(std::span<std::byte const> body);
[[nodiscard]] Assignment decode_assignment(std::span<std::byte const> body);
[[nodiscard]] Enlistment decode_enlistment(std::span<std::byte const> body);
[[nodiscard]] LeaseOrder decode_lease(std::span<std::byte const> body);
[[nodiscard]] LeaseResult decode_result(std::span<std::byte const> body);

}  // namespace atl::manager
