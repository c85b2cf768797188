#pragma once

#include <cstdint>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/drops/io_thread.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::runtime {

/// Looks for contents where the drops of a whole graph have them. Costs about as much as a rank's
/// part.
class ContentFinder {
  public:
    /// The session's epoch that looks.
    struct When {
        std::int64_t start_ns{0};  ///< When the session first began, wall clock.
        std::uint32_t epoch{1};
    };

    ContentFinder(graph::PhysicalGraph const& graph,
                  session::SessionFolder const& folder,
                  When when);

    /// DropRunner::outlived.
    [[nodiscard]] bool outlived(DropId data) { return runner_.outlived(data.value); }
    /// DropRunner::written_ns.
    [[nodiscard]] std::int64_t written_ns(DropId data) { return runner_.written_ns(data.value); }
    /// A runner of all drops, numbered as in the graph, for looking and moving files only.
    [[nodiscard]] drops::DropRunner& runner() noexcept { return runner_; }
    [[nodiscard]] graph::Part const& part() const noexcept { return part_; }

  private:
    graph::Part part_;
    drops::IoThread io_;  // Never runs: nothing is read or written.
    drops::DropRunner runner_;
};

}  // namespace atl::runtime
