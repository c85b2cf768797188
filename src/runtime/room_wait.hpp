#pragma once

#include <chrono>
#include <functional>
#include <thread>
#include <utility>

namespace atl::runtime {

/// How long the end of a session waits for room on a full disk: until it is told to stop.
class RoomWait {
  public:
    /// \param told_to_stop  asked after each attempt in vain; empty: one attempt is enough.
    explicit RoomWait(std::function<bool()> told_to_stop) : told_to_stop_(std::move(told_to_stop))
    {
    }

    /// Calls \p attempt until it returns true or nobody waits any more; blocks. \returns whether it
    /// did.
    template <typename Attempt>
    [[nodiscard]] bool until(Attempt&& attempt) const
    {
        constexpr std::chrono::milliseconds pause{100};
        while (!attempt()) {
            if (!told_to_stop_ || told_to_stop_()) {
                return false;
            }
            std::this_thread::sleep_for(pause);
        }
        return true;
    }

  private:
    std::function<bool()> told_to_stop_;
};

}  // namespace atl::runtime
