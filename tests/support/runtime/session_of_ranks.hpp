#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "atoll/comm/loopback_transport.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/runtime/rank.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/session/status_file.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::test {

/// A whole session in this process: every rank on a thread of its own, joined by the loopback
/// transport, without processes of apps.
class SessionOfRanks {
  public:
    explicit SessionOfRanks(std::string const& json,
                            std::string partition = "round-robin",
                            std::uint32_t cpus = 2)
        : SessionOfRanks([json] { return physical_graph(json); }, std::move(partition), cpus)
    {
    }

    /// \param load  makes the session's graph; called on rank 0.
    explicit SessionOfRanks(std::function<runtime::SessionGraph()> load,
                            std::string partition = "round-robin",
                            std::uint32_t cpus = 2)
        : load_(std::move(load)), folder_(temp_.path() / "session")
    {
        std::filesystem::create_directories(folder_.logs());
        std::filesystem::create_directories(folder_.data());
        session::SessionFile asked;
        asked.id = folder_.id();
        asked.cpus_per_rank = cpus;
        asked.partition_algorithm = std::move(partition);
        session::write_session_file(folder_, asked);
    }

    /// Runs the session on \p ranks, each with its own of \p links if there are any. \returns the
    /// outcome of rank 0.
    ExitStatus run(std::uint32_t ranks, std::vector<runtime::Links*> const& links = {})
    {
        auto const transports = comm::make_loopback_transports(ranks);
        std::vector<ExitStatus> outcomes(ranks);
        std::vector<std::thread> threads;
        for (std::uint32_t rank = 0; rank < ranks; ++rank) {
            threads.emplace_back([&, rank] {
                runtime::RankOptions options;
                options.session_folder = folder_.path();
                options.scratch_folder = scratch_.path();
                options.links = links.empty() ? nullptr : links[rank];
                options.host = "host" + std::to_string(rank);
                options.load_graph = load_;
                outcomes[rank] = runtime::run_rank(options, *transports[rank]);
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        return outcomes.front();
    }

    /// Runs the session on one rank, on this thread, with \p launcher for its processes.
    ExitStatus run_alone(process::LaunchHelper& launcher)
    {
        auto const transports = comm::make_loopback_transports(1);
        runtime::RankOptions options;
        options.session_folder = folder_.path();
        options.scratch_folder = scratch_.path();
        options.launcher = &launcher;
        options.host = "host0";
        options.load_graph = load_;
        return runtime::run_rank(options, *transports.front());
    }

    [[nodiscard]] session::SessionFolder const& folder() const { return folder_; }
    [[nodiscard]] session::Status status() const { return *session::read_status_file(folder_); }

  private:
    static runtime::SessionGraph physical_graph(std::string const& json)
    {
        auto read = graph::read_physical_graph(json, "test");
        runtime::SessionGraph graph;
        graph.drops = std::move(read.graph);
        graph.diagnostics = std::move(read.diagnostics);
        return graph;
    }

    TempFolder temp_;
    TempFolder scratch_;
    std::function<runtime::SessionGraph()> load_;
    session::SessionFolder folder_;
};

}  // namespace atl::test
