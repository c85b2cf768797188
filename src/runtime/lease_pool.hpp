#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/drops/drop_runner.hpp"
#include "atoll/drops/io_thread.hpp"
#include "atoll/manager/lease_protocol.hpp"

namespace atl::runtime {

/// The threads on which an executor runs apps.
class LeasePool {
  public:
    /// A lease that has ended here.
    struct Done {
        RankId owner;
        manager::LeaseResult result;
    };

    /// \param options  of all runs; `io` is filled in. \param was_ended see run_lease().
    LeasePool(drops::RunnerOptions options, unsigned threads, std::function<bool()> was_ended);
    /// Stops everything and waits for it.
    ~LeasePool();
    LeasePool(LeasePool const&) = delete;
    LeasePool& operator=(LeasePool const&) = delete;

    void run(manager::LeaseOrder order);
    /// Ends one lease; it comes out of done() all the same.
    void stop(RankId owner, manager::LeaseNumber number);
    /// The same for all leases of \p owner, or of everybody.
    void stop_all(std::optional<RankId> owner);
    [[nodiscard]] std::optional<Done> done();

  private:
    using Name = std::pair<RankId, manager::LeaseNumber>;

    void work();

    drops::RunnerOptions options_;
    std::function<bool()> was_ended_;
    drops::IoThread io_;
    std::mutex lock_;  ///< Guards what follows.
    std::condition_variable wake_;
    std::deque<manager::LeaseOrder> orders_;
    std::map<Name, std::stop_source> stops_;
    std::deque<Done> done_;
    bool ending_{false};
    std::thread io_worker_;
    std::vector<std::thread> threads_;
};

}  // namespace atl::runtime
