#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <limits>
#include <queue>

#include "atoll/core/contracts.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/translate/simulate.hpp"

namespace atl::translate {
namespace {

/// The engine keeps ready drops apart by this many levels.
constexpr unsigned priority_levels = 8;
constexpr auto no_drop = std::numeric_limits<std::uint32_t>::max();

enum class Happening : std::uint8_t {
    app_ended,     ///< App `drop` on `node`.
    content_sent,  ///< What an app wrote of data drop `drop` is at the drop's node.
    content_read,  ///< Data drop `drop` is at its reader `node`.
};

struct SimulatedEvent {
    double time;
    std::uint64_t number;  ///< Events of one time happen in the order in which they were made.
    std::uint32_t drop;
    std::uint32_t node;
    Happening what;

    bool operator>(SimulatedEvent const& other) const noexcept
    {
        return time != other.time ? time > other.time : number > other.number;
    }
};

/// Ready apps of a node in the order of the engine: the highest level first, within a level the one
/// that became ready last.
class ReadyApps {
  public:
    void push(std::uint8_t level, std::uint32_t app)
    {
        apps_[level].push_back(app);
        filled_ |= 1U << level;
    }
    [[nodiscard]] bool empty() const noexcept { return filled_ == 0; }
    [[nodiscard]] std::uint32_t top() const { return apps_[level()].back(); }
    void pop()
    {
        auto& apps = apps_[level()];
        apps.pop_back();
        filled_ &= apps.empty() ? ~(1U << level()) : ~0U;
    }

  private:
    /// \pre not empty.
    [[nodiscard]] unsigned level() const noexcept
    {
        return static_cast<unsigned>(std::bit_width(filled_)) - 1;
    }

    std::array<std::vector<std::uint32_t>, priority_levels> apps_;
    unsigned filled_{0};  // bit l: there are apps of level l
};

struct SimulatedNode {
    std::uint32_t free{0};
    double sends_until{0};  ///< When its network is free.
    ReadyApps ready;
};

}  // namespace

double SimulatedRun::utilisation(SimulatedCluster const& cluster) const noexcept
{
    double const offered = makespan * cluster.nodes * cluster.cores;
    return offered > 0 ? busy / offered : 0;
}

/// One run under way.
class SimulatedSession {
  public:
    SimulatedSession(Simulator const& simulator, std::span<PartitionId const> node_of)
        : graph_(simulator.graph_),
          cluster_(simulator.cluster_),
          level_(simulator.level_),
          node_of_(node_of),
          waiting_(graph_.size()),
          nodes_(cluster_.nodes),
          told_(cluster_.nodes, no_drop)
    {
        for (auto& node : nodes_) {
            node.free = cluster_.cores;
        }
    }

    SimulatedRun run()
    {
        begin();
        while (!events_.empty()) {
            auto const event = events_.top();
            events_.pop();
            now_ = event.time;
            ++run_.events;
            happen(event);
        }
        run_.makespan = now_;
        return run_;
    }

  private:
    void begin()
    {
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            waiting_[i] = expected(DropId{i});
        }
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            if (graph_.predecessors(DropId{i}).empty()) {
                is_app(i) ? make_ready(i) : complete(i);
            }
        }
        for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
            start_apps(node);
        }
    }

    void happen(SimulatedEvent const& event)
    {
        switch (event.what) {
            case Happening::app_ended:
                end_app(event.drop, event.node);
                break;
            case Happening::content_sent:
                if (--waiting_[event.drop] == 0) {
                    complete(event.drop);
                }
                start_apps(node(event.drop));
                break;
            case Happening::content_read:
                tell_consumers(event.drop, event.node);
                start_apps(event.node);
                break;
        }
    }

    void end_app(std::uint32_t app, std::uint32_t where)
    {
        nodes_[where].free += cores_of(app);
        for (auto const output : graph_.successors(DropId{app})) {
            auto const data = output.value;
            if (node(data) != where) {
                auto const producers = graph_.predecessors(output).size();
                send(data,
                     where,
                     node(data),
                     Happening::content_sent,
                     bytes(data) / static_cast<double>(producers));
            } else if (--waiting_[data] == 0) {
                complete(data);
            }
        }
        start_apps(where);
    }

    void complete(std::uint32_t data)
    {
        auto const owner = node(data);
        told_[owner] = data;
        tell_consumers(data, owner);
        for (auto const consumer : graph_.successors(DropId{data})) {
            auto const reader = node(consumer.value);
            if (told_[reader] != data) {
                told_[reader] = data;
                send(data, owner, reader, Happening::content_read, bytes(data));
            }
        }
    }

    void send(std::uint32_t data, std::uint32_t from, std::uint32_t to, Happening what, double size)
    {
        auto& sender = nodes_[from];
        sender.sends_until = std::max(sender.sends_until, now_) + size / cluster_.bandwidth;
        run_.bytes_moved += size;
        ++run_.transfers;
        add_event(sender.sends_until + cluster_.latency, data, to, what);
    }

    void tell_consumers(std::uint32_t data, std::uint32_t where)
    {
        for (auto const consumer : graph_.successors(DropId{data})) {
            if (node(consumer.value) == where && --waiting_[consumer.index()] == 0) {
                make_ready(consumer.value);
            }
        }
    }

    void make_ready(std::uint32_t app) { nodes_[node(app)].ready.push(level_[app], app); }

    /// An app that does not fit waits for cores and lets no other go first, so that wide ones are
    /// not starved.
    void start_apps(std::uint32_t where)
    {
        auto& place = nodes_[where];
        while (!place.ready.empty() && cores_of(place.ready.top()) <= place.free) {
            auto const app = place.ready.top();
            place.ready.pop();
            place.free -= cores_of(app);
            double const seconds = graph_.drop_template(DropId{app}).weight;
            run_.busy += seconds * cores_of(app);
            add_event(now_ + seconds, app, where, Happening::app_ended);
        }
    }

    void add_event(double time, std::uint32_t drop, std::uint32_t where, Happening what)
    {
        events_.push({time, number_++, drop, where, what});
    }

    /// Events that \p drop waits for; more may come, and are of no effect.
    [[nodiscard]] std::uint32_t expected(DropId drop) const
    {
        auto const all = static_cast<std::uint32_t>(graph_.predecessors(drop).size());
        auto const effective = graph_.drop_template(drop).n_effective_inputs;
        return effective > 0 ? std::min(all, static_cast<std::uint32_t>(effective)) : all;
    }
    [[nodiscard]] bool is_app(std::uint32_t drop) const
    {
        return graph_.drop_template(DropId{drop}).kind == DropKind::app;
    }
    [[nodiscard]] std::uint32_t node(std::uint32_t drop) const { return node_of_[drop].value; }
    [[nodiscard]] double bytes(std::uint32_t data) const
    {
        return graph_.drop_template(DropId{data}).weight;
    }
    [[nodiscard]] std::uint32_t cores_of(std::uint32_t app) const
    {
        return std::min<std::uint32_t>(cluster_.cores, graph_.drop_template(DropId{app}).num_cpus);
    }

    graph::PhysicalGraph const& graph_;
    SimulatedCluster const& cluster_;
    std::vector<std::uint8_t> const& level_;
    std::span<PartitionId const> node_of_;
    std::vector<std::uint32_t> waiting_;  // [drops] events that are still to come
    std::vector<SimulatedNode> nodes_;
    std::vector<std::uint32_t> told_;  // [nodes] the last data drop that was sent there
    std::priority_queue<SimulatedEvent, std::vector<SimulatedEvent>, std::greater<>> events_;
    std::uint64_t number_{0};
    double now_{0};
    SimulatedRun run_;
};

Simulator::Simulator(graph::PhysicalGraph const& graph, SimulatedCluster const& cluster)
    : graph_(graph), cluster_(cluster), level_(graph::upward_rank(graph))
{
    ATOLL_EXPECT(cluster.nodes >= 1 && cluster.cores >= 1 && cluster.bandwidth > 0);
    for (auto& level : level_) {
        level = static_cast<std::uint8_t>(level * priority_levels / 256U);
    }
}

SimulatedRun Simulator::run(std::span<PartitionId const> node_of) const
{
    ATOLL_EXPECT(node_of.size() == graph_.size());
    return SimulatedSession{*this, node_of}.run();
}

}  // namespace atl::translate
