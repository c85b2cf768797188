#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atoll/comm/link_hub.hpp"

namespace atl::comm {

/// A hub and everything it has told so far. Tests of label `link` use real sockets on the loopback
/// interface and real time.
class TestHub {
  public:
    TestHub(LinkIdentity self, Secret const& secret, LinkOptions options)
        : hub(std::move(self), secret, std::move(options))
    {
    }

    void poll()
    {
        std::vector<LinkEvent> told;
        hub.poll(told);
        for (auto& event : told) {
            events.push_back(std::move(event));
        }
    }

    /// The first event of \p kind so far.
    [[nodiscard]] LinkEvent const* find(LinkEvent::Kind kind) const
    {
        for (auto const& event : events) {
            if (event.kind == kind) {
                return &event;
            }
        }
        return nullptr;
    }
    [[nodiscard]] std::size_t count(LinkEvent::Kind kind) const
    {
        std::size_t found = 0;
        for (auto const& event : events) {
            found += event.kind == kind ? 1 : 0;
        }
        return found;
    }

    LinkHub hub;
    std::vector<LinkEvent> events;
};

/// Options with which everything happens within a second.
[[nodiscard]] inline LinkOptions fast_options()
{
    LinkOptions options;
    options.heartbeat_every = {0.05};
    options.suspect_after = {0.3};
    options.lost_after = {0.9};
    options.connect_within = {2};
    options.handshake_within = {0.5};
    options.bind = "127.0.0.1";
    return options;
}

/// Polls \p hubs until \p done, at most \p limit. \returns whether it came true.
inline bool run_until(std::vector<TestHub*> const& hubs,
                      std::function<bool()> const& done,
                      Seconds limit = {10})
{
    auto const start = std::chrono::steady_clock::now();
    while (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() <
           limit.count) {
        for (auto* const one : hubs) {
            one->poll();
        }
        if (done()) {
            return true;
        }
        hubs.front()->hub.wait({0.001});
    }
    return false;
}

}  // namespace atl::comm
