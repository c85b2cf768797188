#pragma once

#include <cstdint>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/drops/drop_runner.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"

#include "runtime/carrier.hpp"

namespace atl::runtime {

/// What a node manager has of its rank, once it is deployed. All outlive the call.
struct RankParts {
    graph::Part const& part;
    drops::DropRunner& runner;
    engine::Engine& engine;
    Carrier& carrier;
};

/// Puts the drops of a rank into the states that a restore message brings, before the engine
/// starts.
///
/// A kept data drop whose readers on other ranks need something of it (a path) is announced to them
/// by announce(); there it does not count as heard of before.
class NodeRestore {
  public:
    /// \throws Error{internal} when \p message is about another graph.
    void take(RankParts const& rank, comm::Message const& message);

    /// After the engine has started: tells other ranks of kept drops that they must hear of again.
    void announce(RankParts const& rank);

  private:
    std::vector<std::uint32_t> announced_;
};

}  // namespace atl::runtime
