#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <queue>
#include <unordered_set>
#include <utility>
#include <vector>

namespace atl::drops {

/// Data drops of a rank that are complete and have a lifespan: which of them to delete, and when.
///
/// Every drop is claimed for deletion once, by whoever is to delete it. Thread-safe; only drops
/// with a lifespan are brought here.
class Lifespans {
  public:
    /// \p data is complete; its \p lifespan_ns begins with the next passed().
    void begin(std::uint32_t data, std::int64_t lifespan_ns);

    /// Drops whose lifespan has passed at \p now_ns on a monotonic clock; each is named once.
    [[nodiscard]] std::vector<std::uint32_t> passed(std::int64_t now_ns);

    /// \p data, which has been named by passed(), is to be named again by the next.
    void again(std::uint32_t data);

    /// Claims \p data whatever its age. \returns false when it was claimed before.
    [[nodiscard]] bool claim(std::uint32_t data);
    /// Claims \p data, whose lifespan has passed, unless it has \p readers: then the last of them
    /// may claim it.
    [[nodiscard]] bool claim_unread(std::uint32_t data, std::atomic<std::uint32_t> const& readers);
    /// Claims \p data, whose last reader has ended, if its lifespan has passed before.
    [[nodiscard]] bool claim_overdue(std::uint32_t data);

  private:
    /// Time in nanoseconds, and a drop.
    using Moment = std::pair<std::int64_t, std::uint32_t>;

    std::mutex mutex_;                           // guards all below
    std::unordered_set<std::uint32_t> waiting_;  // begun and not claimed
    std::unordered_set<std::uint32_t> overdue_;  // of those: passed, and still read
    std::vector<Moment> new_;                    // lifespans that have not begun to count
    std::priority_queue<Moment, std::vector<Moment>, std::greater<>> ends_;
};

}  // namespace atl::drops
