#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/runtime/executor.hpp"

#include "runtime/executor_loop.hpp"
#include "runtime/links.hpp"
#include "support/drops/graph_session.hpp"
#include "support/runtime/fake_network.hpp"

namespace atl::test {

/// An executor of an extension job on a thread of this process, without processes of apps.
class ExecutorThread {
  public:
    /// Looks for rank 0 as \p base in \p network.
    ExecutorThread(std::filesystem::path const& session,
                   FakeNetwork& network,
                   unsigned cpus,
                   std::string base = "rank0")
    {
        options_.session_folder = session;
        options_.scratch_folder = scratch_.path();
        options_.host = "elsewhere";
        options_.cpus = cpus;
        options_.patience = Seconds{5};
        thread_ = std::jthread{[this, &network, base] {
            auto const join = [&] {
                auto links = network.join();
                links_ = links.get();
                return links;
            };
            runtime::ExecutorLoop loop{options_,
                                       {join,
                                        clock_,
                                        [base] { return base; },
                                        [this] { return over_.load(); },
                                        [this] { return end_.load(); },
                                        [] { return false; }}};
            while (!loop.outcome()) {
                if (!loop.step()) {
                    std::this_thread::sleep_for(std::chrono::microseconds{200});
                }
            }
            outcome_ = *loop.outcome();
        }};
    }

    /// As SIGTERM does.
    void end() { end_ = true; }
    /// The session has ended, whether the executor was told or not.
    void session_is_over() { over_ = true; }
    /// Those that it uses now.
    [[nodiscard]] runtime::Links& links() { return *links_; }
    [[nodiscard]] ExitStatus wait()
    {
        thread_.join();
        return outcome_;
    }

  private:
    TempFolder scratch_;
    SystemClock clock_;
    runtime::ExecutorOptions options_;
    std::atomic<runtime::Links*> links_{nullptr};
    std::atomic<bool> over_{false};
    std::atomic<bool> end_{false};  // relaxed would do: nothing else is handed over with it
    ExitStatus outcome_{ExitStatus::internal};
    std::jthread thread_;
};

}  // namespace atl::test
