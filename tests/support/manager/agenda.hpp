#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace atl::test {

/// What happens when, on a clock that jumps from one event to the next.
class Agenda {
  public:
    void after(double delay, std::function<void()> what)
    {
        events_.push({now_ + delay, next_++, std::move(what)});
    }
    /// \returns false when nothing is left to happen.
    bool step()
    {
        if (events_.empty()) {
            return false;
        }
        auto const event = events_.top();
        events_.pop();
        now_ = event.at;
        event.what();
        return true;
    }
    [[nodiscard]] double now() const { return now_; }

  private:
    struct Event {
        double at;
        std::uint64_t order;
        std::function<void()> what;
        friend bool operator<(Event const& a, Event const& b)
        {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };
    std::priority_queue<Event> events_;
    std::uint64_t next_{0};
    double now_{0};
};

}  // namespace atl::test
