#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "atoll/process/process_outcome.hpp"

#include "child_output.hpp"
#include "helper_context.hpp"
#include "spawn.hpp"
#include "wire.hpp"

namespace atl::process {

/// Where one lane of the helper works; kept from one process to the next.
struct LaneState {
    int socket{-1};              ///< To the engine; borrowed.
    std::span<std::byte> stack;  ///< For the child until it is another program.
    std::span<char> buffer;      ///< For what processes print.
    std::atomic<pid_t>* pid{
        nullptr};  ///< Process of this lane, 0: none. Read by the thread that reaps orphans.
};

/// One process from its start to its end, in the helper. Used by one thread.
class ChildRun {
  public:
    ChildRun(HelperContext& helper, LaneState& lane, StartOrder& order);

    /// Runs it. \p program is its file; \p variables its environment (ended by null); \p marker the
    /// one of these variables that no other process has.
    [[nodiscard]] ProcessOutcome run(std::string const& program,
                                     std::span<char* const> variables,
                                     std::string const& marker);
    /// The engine went away meanwhile.
    [[nodiscard]] bool engine_lost() const noexcept { return engine_lost_; }

  private:
    using Clock = std::chrono::steady_clock;
    enum class Phase { running, terminating, killing };

    [[nodiscard]] bool start(std::string const& program, std::span<char* const> variables);
    void run_by_bash(SpawnPlan plan, std::string const& script);
    void connect_streams(SpawnPlan& plan);
    void wait_for_events();
    void collect_exit();
    void write_receipt();
    void hear_engine();
    void check_deadline();
    void end_it();
    [[nodiscard]] bool over();
    void finish(std::string const& marker);
    [[nodiscard]] int poll_timeout_ms() const;

    HelperContext& helper_;
    LaneState& lane_;
    StartOrder& order_;
    ChildOutput output_;
    std::vector<UniqueFd> moved_;
    std::vector<int> inherited_;
    Spawned child_;
    ProcessOutcome outcome_;
    Phase phase_{Phase::running};
    std::optional<Clock::time_point> deadline_;
    bool exited_{false};
    bool engine_lost_{false};
};

}  // namespace atl::process
