#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "atoll/comm/transport.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/manager/protocol.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"

#include "runtime/executor_watch.hpp"
#include "runtime/extension_desk.hpp"
#include "runtime/fleet_keeper.hpp"
#include "runtime/island.hpp"
#include "runtime/links.hpp"
#include "runtime/node.hpp"
#include "runtime/session_start.hpp"
#include "runtime/workload_of.hpp"

namespace atl::runtime {

/// All that a rank has to do with extension jobs: its links, and on rank 0 the desk that executors
/// come to and, inside SLURM, the keeper that submits jobs and lets them go. Does nothing in a
/// session without extensions. Used by the progress thread.
class ExtensionHost {
  public:
    /// Where a rank stands. What is referred to outlives the host.
    struct Place {
        session::SessionFolder const& folder;
        session::SessionFile const& session;
        comm::Transport& transport;
        Clock const& clock;
        SessionStart start{};  ///< Rank 0: when the session began.
    };

    /// \param links  those to use; nullptr: the host makes them when the session has extensions.
    /// \throws Error{io} when the rank cannot be reached by others.
    ExtensionHost(Place place, Links* links);

    /// For the node manager on this rank; nullptr: there are no extensions.
    [[nodiscard]] Links* links() const noexcept { return links_; }
    /// Tells rank 0 where this node manager is reached.
    void announce();

    /// Moves what can be moved. \param node  the node manager on this rank, if there is one.
    /// \returns whether anything moved.
    bool serve(Node* node);
    /// Rank 0: what a node manager says may concern executors.
    void hear(comm::Message const& message);
    /// Rank 0: to be called some times a second.
    void tick(Island& island);
    /// Rank 0, at the session's end: executors end their processes and leave. When there is no
    /// exit status, the session goes on in new ranks, for which they wait.
    void dismiss();

  private:
    void keep_fleet();
    void tell_keeper(ExtensionDesk::JobNews const& news);
    [[nodiscard]] slurm::Workload workload() const;

    Place place_;
    std::unique_ptr<Links> own_links_;
    Links* links_;
    std::optional<ExecutorWatch> watch_;  ///< In sessions with extensions.
    std::optional<ExtensionDesk> desk_;
    std::unique_ptr<FleetKeeper> keeper_;  ///< nullptr: executors are started by hand.
    std::map<RankId, RankLoad> loads_;     ///< [node managers] What they said last.
    std::int64_t kept_ns_{0};
    std::vector<comm::LinkEvent> events_;
};

}  // namespace atl::runtime
