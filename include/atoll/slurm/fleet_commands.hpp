#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/slurm/fleet_protocol.hpp"
#include "atoll/slurm/slurm_client.hpp"
#include "atoll/slurm/submit_route.hpp"

namespace atl::slurm {

/// What came of something that a fleet wanted done.
struct CommandAnswer {
    std::optional<FleetEvent> event;  ///< For the fleet; nothing when it expects none.
    std::vector<std::string> notes;   ///< For people.
};

/// Does what a Fleet wants from SLURM. Blocks: for a thread that has nothing else to do.
class FleetCommands {
  public:
    /// \param here   runs programs on this node. \p here and \p clock outlive this.
    /// \param sleep  waits, for the spool.
    FleetCommands(session::SessionFolder folder,
                  session::SessionFile const& session,
                  std::map<std::string, std::string> environment,
                  CommandRunner& here,
                  Clock const& clock,
                  SpoolRunner::Sleep sleep);

    /// Does \p action, if it is one for SLURM. The first one finds out how SLURM is reached.
    /// Whatever fails is in the answer: nothing is thrown.
    [[nodiscard]] CommandAnswer perform(FleetAction const& action);

    /// How SLURM is reached; nothing before the first action.
    [[nodiscard]] std::optional<config::SubmitVia> via() const;

  private:
    CommandAnswer act(SubmitIsland const& action);
    CommandAnswer act(AskQueue const& action);
    CommandAnswer act(LookUpJobs const& action);
    CommandAnswer act(CancelJob const& action);
    CommandAnswer act(DrainIsland const&) { return {}; }
    CommandAnswer act(FleetNote const&) { return {}; }
    void find_route(std::vector<std::string>& notes);
    [[nodiscard]] SlurmClient client();

    session::SessionFolder folder_;
    std::string work_folder_;
    session::Scaling scaling_;
    std::map<std::string, std::string> environment_;
    CommandRunner& here_;
    Clock const& clock_;
    SpoolRunner::Sleep sleep_;
    std::optional<SubmitRoute> route_;
};

}  // namespace atl::slurm
