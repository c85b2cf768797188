#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/manager/lease.hpp"
#include "atoll/manager/lease_protocol.hpp"

namespace atl::runtime {

/// What apps are taken from and given back to.
struct LendingBase {
    engine::Engine& engine;
    drops::DropRunner& runner;
    graph::Part const& part;
    /// Remembers how a try ended and says it in the engine's words.
    std::function<engine::AppOutcome(std::uint32_t app, unsigned attempt, drops::AppRun run)>
        conclude;
    std::uint32_t epoch{0};  ///< Of the session.
    /// Whether the try of \p app under \p staging is known to have ended well, though its executor
    /// did not come to say so; empty: none is.
    std::function<bool(std::uint32_t app, std::string const& staging)> has_ended{};
    /// Tells whether apps may start now; empty: they always may.
    std::function<bool()> may_start{};
};

/// A thread that packs apps for executors and publishes what comes back: both may touch the shared
/// file system, for which the progress thread must not wait and no worker may be free.
class Courier {
  public:
    /// Inputs of more bytes than this do not travel: their app runs where they are.
    static constexpr std::uint64_t largest_inputs = std::uint64_t{64} << 20U;

    /// Look for an app of at most so many CPUs; take() returns the answer later.
    struct Take {
        unsigned most_cpus{1};
    };
    /// Publish what came of a lease.
    struct Finish {
        manager::Lease lease;
        manager::LeaseResult result;
        std::string staging;
    };
    /// Make the app ready again, and remove what its try has left; "": it left nothing. An app that
    /// is known to have ended, and has left all of its outputs, is finished instead.
    struct GiveBack {
        manager::Lease lease;
        std::string staging;
    };
    /// Let the app fail for good.
    struct Fail {
        manager::Lease lease;
        std::string reason;
        std::string staging;
    };
    /// Remove what a late result has left behind.
    struct Disown {
        manager::Lease lease;
        std::string staging;
    };
    using Job = std::variant<Take, Finish, GiveBack, Fail, Disown>;

    /// Answer to a Take; without an order there was nothing.
    struct Taken {
        engine::LentApp app;
        std::optional<manager::LeaseOrder> order;
    };

    /// All of \p base outlives the courier.
    explicit Courier(LendingBase base);
    /// Does what is left to do.
    ~Courier();
    Courier(Courier const&) = delete;
    Courier& operator=(Courier const&) = delete;

    /// Progress thread.
    void post(Job job);
    /// Progress thread: the next answer to a Take, if there is one.
    [[nodiscard]] std::optional<Taken> taken();

  private:
    void run();
    void perform(Take const& job);
    void perform(Finish& job);
    void perform(GiveBack const& job);
    [[nodiscard]] bool finish_from_disk(GiveBack const& job);
    void perform(Fail const& job);
    void perform(Disown const& job);
    [[nodiscard]] std::optional<manager::LeaseOrder> pack(engine::LentApp app);

    LendingBase base_;
    std::mutex lock_;  ///< Guards what follows.
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    std::deque<Taken> taken_;
    bool stopping_{false};
    std::thread thread_;  ///< Last: it uses all the others.
};

}  // namespace atl::runtime
