#pragma once

#include <cstdint>

#include "engine/local_queue.hpp"
#include "engine/shared.hpp"

namespace atl::engine {

/// Ready drops as one worker sees them: its own, those that it shows to the others, and those that
/// the others show. Used by one thread at a time.
///
/// A worker keeps what it made ready to itself, at the price of a plain store. It must show it
/// (publish()) before it does anything that may take long, so that no drop waits behind another
/// while a worker idles.
class ReadyLists {
  public:
    ReadyLists(Shared& shared, std::uint32_t slot) noexcept : shared_(shared), slot_(slot) {}

    /// \p drop is ready; the caller owns it.
    void push(std::uint32_t drop) noexcept { local_.push(shared_.cells, drop); }

    /// Show all own drops to the other workers, and wake one of them if any sleeps.
    void publish() noexcept
    {
        if (!local_.empty()) {
            publish_all();
        }
    }

    /// As publish(), if another worker is short of work.
    void share() noexcept
    {
        if (!local_.empty() && shared_.parking.anybody_waits()) {
            publish_all();
        }
    }

    /// The best drop to run now, or no_drop: the own one of the highest level, else another
    /// worker's.
    [[nodiscard]] std::uint32_t pop() noexcept
    {
        if (!local_.empty() && shown_ >> local_.best() <= 1) {
            return local_.pop(shared_.cells);
        }
        return pop_shown();
    }

  private:
    void publish_all() noexcept;
    [[nodiscard]] std::uint32_t pop_shown() noexcept;
    [[nodiscard]] std::uint32_t steal() noexcept;
    [[nodiscard]] std::uint32_t accept(unsigned level, Chain chain) noexcept;

    Shared& shared_;
    std::uint32_t slot_;
    LocalQueue local_;
    /// Bit l is set when the worker's shown drops of level l may still be there. A hint: what
    /// others put there may be missing.
    unsigned shown_{0};
};

}  // namespace atl::engine
