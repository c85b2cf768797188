#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/runtime/executor.hpp"

#include "runtime/executor_loop.hpp"
#include "runtime/links.hpp"
#include "support/drops/graph_session.hpp"

namespace atl::test {

/// An executor of an extension job on a thread of this process, without processes of apps.
class ExecutorThread {
  public:
    /// Looks for rank 0 as \p base; outlives \p links.
    ExecutorThread(std::filesystem::path const& session,
                   std::unique_ptr<runtime::Links> links,
                   unsigned cpus,
                   std::string base = "rank0")
        : links_(std::move(links))
    {
        options_.session_folder = session;
        options_.scratch_folder = scratch_.path();
        options_.host = "elsewhere";
        options_.cpus = cpus;
        options_.patience = Seconds{5};
        thread_ = std::jthread{[this, base] {
            runtime::ExecutorLoop loop{
                options_,
                {*links_, clock_, [base] { return base; }, [this] { return end_.load(); }, [] { return false; }}};
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
    std::unique_ptr<runtime::Links> links_;
    std::atomic<bool> end_{false};  // relaxed would do: nothing else is handed over with it
    ExitStatus outcome_{ExitStatus::internal};
    std::jthread thread_;
};

}  // namespace atl::test
