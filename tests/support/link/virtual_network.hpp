#pragma once

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "comm/link/hub_protocol.hpp"

namespace atl::comm {

/// Hubs joined by a network that exists in memory only, on a clock of its own: connections are
/// slow, break at any byte, or fall silent without breaking; processes stop and go on, or die.
class VirtualNetwork {
  public:
    static constexpr double step_seconds = 0.02;

    explicit VirtualNetwork(unsigned seed) : random_(seed) {}

    /// A new process. \returns its number.
    std::size_t add(std::string name, LinkOptions options = {}, std::uint32_t epoch = 1)
    {
        processes_.push_back({HubProtocol{{"session", std::move(name), epoch},
                                          options,
                                          [this] { return random_() | (random_() << 32U); },
                                          now()}});
        return processes_.size() - 1;
    }

    PeerId dial(std::size_t from, std::size_t to)
    {
        auto const peer = hub(from).dial(hub(to).incarnation(), now());
        targets_[{from, peer}] = to;
        return peer;
    }

    [[nodiscard]] HubProtocol& hub(std::size_t process) { return processes_[process].hub; }
    [[nodiscard]] Seconds now() const { return {1000 + now_}; }
    [[nodiscard]] std::vector<LinkEvent>& events(std::size_t process)
    {
        return processes_[process].events;
    }
    [[nodiscard]] std::size_t count(std::size_t process, LinkEvent::Kind kind) const
    {
        return static_cast<std::size_t>(
            std::ranges::count(processes_[process].events, kind, &LinkEvent::kind));
    }
    /// Reason of the first event of \p kind; "none" when there is none.
    [[nodiscard]] std::string reason(std::size_t process, LinkEvent::Kind kind) const
    {
        auto const& events = processes_[process].events;
        auto const found = std::ranges::find(events, kind, &LinkEvent::kind);
        return found == events.end() ? "none" : found->reason;
    }

    void run(double seconds)
    {
        for (auto const end = now_ + seconds; now_ < end;) {
            step();
        }
    }
    void step()
    {
        now_ += step_seconds;
        for (std::size_t process = 0; process < processes_.size(); ++process) {
            if (processes_[process].runs) {
                step(process);
            }
        }
    }

    void stop(std::size_t process) { processes_[process].runs = false; }
    void go_on(std::size_t process) { processes_[process].runs = true; }
    /// The process is gone for good; its connections end.
    void kill(std::size_t process)
    {
        stop(process);
        processes_[process].dead = true;
        cut(process);
    }
    /// All connections of \p process break now; each side hears of it after a while.
    void cut(std::size_t process)
    {
        for (auto& end : ends_) {
            if (end->process == process || end->other()->process == process) {
                end->breaks_at = std::min(end->breaks_at, now_ + uniform(0, max_delay));
            }
        }
    }
    /// All connections of \p process carry nothing any more, and nobody hears of it.
    void silence(std::size_t process)
    {
        for (auto& end : ends_) {
            if (end->process == process || end->other()->process == process) {
                end->silent = true;
            }
        }
    }

    /// Leads the dials of \p peer to another process than the one that was meant.
    void misroute(std::size_t from, PeerId peer, std::size_t to) { targets_[{from, peer}] = to; }

    double max_delay{0};              ///< Of bytes and of the news that a connection is broken.
    bool reachable{true};             ///< Whether dials succeed.
    std::size_t per_step{1U << 18U};  ///< Bytes that a connection takes in a step.

  private:
    struct Process {
        HubProtocol hub;
        std::vector<LinkEvent> events{};
        bool runs{true};
        bool dead{false};
    };
    struct Piece {
        double at{0};
        Body bytes;
    };
    /// One end of a connection.
    struct End {
        std::size_t process{0};
        ConnectionId id;
        std::weak_ptr<End> peer;
        std::deque<Piece> arriving;
        double made_at{0};
        double breaks_at{1e18};
        bool finishing{false};
        bool closed{false};
        bool silent{false};

        [[nodiscard]] std::shared_ptr<End> other() const { return peer.lock(); }
    };

    double uniform(double low, double high)
    {
        return std::uniform_real_distribution<double>{low, high}(random_);
    }

    void step(std::size_t process)
    {
        auto& self = processes_[process];
        self.hub.begin(now());
        auto const ends = ends_;
        for (auto const& end : ends) {
            if (end->process == process && !end->closed) {
                deliver(*end);
            }
        }
        self.hub.advance();
        carry_out(process);
        for (auto const& end : ends_) {
            if (end->process == process && !end->closed) {
                send(*end);
            }
        }
        carry_out(process);
        std::ranges::move(self.hub.take_events(), std::back_inserter(self.events));
        std::erase_if(ends_, [](auto const& end) {
            return end->closed && (!end->other() || end->other()->closed);
        });
    }

    void deliver(End& end)
    {
        auto& target = hub(end.process);
        while (!end.arriving.empty() && end.arriving.front().at <= now_ && !end.closed) {
            auto const piece = std::move(end.arriving.front());
            end.arriving.pop_front();
            if (!end.silent) {
                target.received(end.id, piece.bytes);
            }
        }
        auto const expired = !target.attached(end.id) && now_ - end.made_at > 5;
        if (end.breaks_at <= now_ || expired) {
            close(end);
        }
    }

    void close(End& end)
    {
        end.closed = true;
        hub(end.process).broken(end.id);
        if (auto const other = end.other()) {
            auto const last = other->arriving.empty() ? now_ : other->arriving.back().at;
            other->breaks_at = std::min(other->breaks_at, std::max(last, now_) + max_delay);
        }
    }

    void send(End& end)
    {
        Body out;
        hub(end.process).output(end.id, out, per_step);
        auto const other = end.other();
        std::size_t begin = 0;
        while (begin < out.size() && other) {
            // Pieces of any size, in order.
            auto const size = std::min(out.size() - begin, 1 + random_() % 70'000);
            auto const last = other->arriving.empty() ? now_ : other->arriving.back().at;
            auto const at = std::max(last, now_ + uniform(0, max_delay));
            auto const from = out.begin() + static_cast<long>(begin);
            other->arriving.push_back({at, Body(from, from + static_cast<long>(size))});
            begin += size;
        }
        if (end.finishing && out.empty()) {
            close(end);
        }
    }

    void carry_out(std::size_t process)
    {
        for (auto const& request : hub(process).take_requests()) {
            if (request.kind == HubRequest::Kind::dial) {
                connect(process, request.peer);
                continue;
            }
            for (auto const& end : ends_) {
                if (end->process == process && end->id == request.connection && !end->closed) {
                    end->finishing = true;
                    if (request.kind == HubRequest::Kind::drop) {
                        close(*end);
                    }
                }
            }
        }
    }

    void connect(std::size_t from, PeerId peer)
    {
        auto const to = targets_.at({from, peer});
        if (!reachable || !processes_[to].runs) {
            hub(from).unreachable(peer, "unreachable", HubProtocol::Retry::useful);
            return;
        }
        auto const here = std::make_shared<End>();
        auto const there = std::make_shared<End>();
        here->process = from;
        there->process = to;
        here->peer = there;
        there->peer = here;
        here->made_at = there->made_at = now_;
        here->id = hub(from).dialled(peer);
        there->id = hub(to).accepted();
        ends_.push_back(here);
        ends_.push_back(there);
    }

    std::mt19937_64 random_;
    std::deque<Process> processes_;
    std::vector<std::shared_ptr<End>> ends_;
    std::map<std::pair<std::size_t, PeerId>, std::size_t> targets_;
    double now_{0};
};

}  // namespace atl::comm
