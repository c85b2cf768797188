#include "translate/partition/list_placement.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

#include "translate/partition/exclusive_sections.hpp"
#include "translate/shape/path_lengths.hpp"

namespace atl::translate {
namespace {

/// The node of a section of which no app has been placed.
constexpr std::uint32_t undecided = std::numeric_limits<std::uint32_t>::max();

struct ReadyApp {
    double tail;
    std::uint32_t app;
    bool operator<(ReadyApp const& other) const noexcept
    {
        return std::tie(tail, other.app) < std::tie(other.tail, app);
    }
};

struct AppEnd {
    double time;
    std::uint32_t app;
    bool operator>(AppEnd const& other) const noexcept
    {
        return std::tie(time, app) > std::tie(other.time, other.app);
    }
};

class ListScheduler {
  public:
    ListScheduler(graph::PhysicalGraph const& graph, SimulatedCluster const& cluster)
        : graph_(graph),
          cluster_(cluster),
          tail_(path_lengths(graph).tail),
          waiting_(graph.size()),
          complete_(graph.size(), 0),
          free_at_(cluster.nodes, std::vector<double>(cluster.cores, 0.0)),
          sections_(find_sections(graph)),
          node_of_section_(sections_.count(), undecided),
          result_{cluster.nodes, std::vector<PartitionId>(graph.size())}
    {
    }

    Partitioning run()
    {
        begin();
        start_apps(0);
        while (!ends_.empty()) {
            auto const now = ends_.top().time;
            while (!ends_.empty() && ends_.top().time <= now) {
                auto const app = ends_.top().app;
                ends_.pop();
                end(app, now);
            }
            start_apps(now);
        }
        place_roots();
        sections_.keep_whole(graph_, result_);
        return std::move(result_);
    }

  private:
    void begin()
    {
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            waiting_[i] = static_cast<std::uint32_t>(graph_.predecessors(DropId{i}).size());
        }
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            if (graph_.predecessors(DropId{i}).empty()) {
                is_app(DropId{i}) ? ready_.push({tail_[i], i}) : complete(DropId{i}, 0);
            }
        }
    }

    void end(std::uint32_t app, double now)
    {
        for (auto const data : graph_.successors(DropId{app})) {
            if (graph_.predecessors(data).front().value == app) {
                result_.partition_of[data.index()] = result_.partition_of[app];
            }
            if (--waiting_[data.index()] == 0) {
                complete(data, now);
            }
        }
    }

    void complete(DropId data, double now)
    {
        complete_[data.index()] = now;
        for (auto const consumer : graph_.successors(data)) {
            if (--waiting_[consumer.index()] == 0) {
                ready_.push({tail_[consumer.index()], consumer.value});
            }
        }
    }

    void start_apps(double now)
    {
        while (!ready_.empty() && any_core_free(now)) {
            auto const app = ready_.top().app;
            ready_.pop();
            place(app, now);
        }
    }

    [[nodiscard]] bool any_core_free(double now) const
    {
        return std::ranges::any_of(free_at_,
                                   [now](auto const& cores) { return cores.front() <= now; });
    }

    void place(std::uint32_t app, double now)
    {
        auto const& about = graph_.drop_template(DropId{app});
        auto const cores = std::min<std::uint32_t>(cluster_.cores, about.num_cpus);
        std::uint32_t best = 0;
        double best_start = 0;
        double best_moved = 0;
        auto const section = sections_.of(app);
        bool const bound =
            section != ExclusiveSections::none && node_of_section_[section] != undecided;
        auto const first = bound ? node_of_section_[section] : 0;
        auto const end_node = bound ? first + 1 : cluster_.nodes;
        for (auto node = first; node < end_node; ++node) {
            auto const [arrival, moved] = inputs_at(app, node);
            double const start = std::max({now, free_at_[node][cores - 1], arrival});
            if (node == first || std::tie(start, moved) < std::tie(best_start, best_moved)) {
                std::tie(best, best_start, best_moved) = std::tuple{node, start, moved};
            }
        }
        if (section != ExclusiveSections::none) {
            node_of_section_[section] = best;
        }
        double const end = best_start + about.weight;
        auto& free = free_at_[best];
        free.erase(free.begin(), free.begin() + cores);
        free.insert(std::ranges::upper_bound(free, end), cores, end);
        result_.partition_of[app] = PartitionId{best};
        ends_.push({end, app});
    }

    /// When all inputs of \p app can be on \p node, and how many bytes must move for it.
    [[nodiscard]] std::pair<double, double> inputs_at(std::uint32_t app, std::uint32_t node) const
    {
        double arrival = 0;
        double moved = 0;
        for (auto const data : graph_.predecessors(DropId{app})) {
            bool const here = graph_.predecessors(data).empty() ||
                              result_.partition_of[data.index()].value == node;
            double const bytes = here ? 0 : graph_.drop_template(data).weight;
            double const way = here ? 0 : bytes / cluster_.bandwidth + cluster_.latency;
            arrival = std::max(arrival, complete_[data.index()] + way);
            moved += bytes;
        }
        return {arrival, moved};
    }

    void place_roots()
    {
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            auto const consumers = graph_.successors(DropId{i});
            if (!is_app(DropId{i}) && graph_.predecessors(DropId{i}).empty() &&
                !consumers.empty()) {
                result_.partition_of[i] = result_.partition_of[consumers.front().index()];
            }
        }
    }

    [[nodiscard]] bool is_app(DropId drop) const
    {
        return graph_.drop_template(drop).kind == DropKind::app;
    }

    graph::PhysicalGraph const& graph_;
    SimulatedCluster const& cluster_;
    std::vector<double> tail_;
    std::vector<std::uint32_t> waiting_;        // [drops] events that are still to come
    std::vector<double> complete_;              // [drops] data: when it was complete
    std::vector<std::vector<double>> free_at_;  // [nodes][cores] ascending
    std::priority_queue<ReadyApp> ready_;
    std::priority_queue<AppEnd, std::vector<AppEnd>, std::greater<>> ends_;
    ExclusiveSections sections_;
    std::vector<std::uint32_t> node_of_section_;  // [sections] or undecided
    Partitioning result_;
};

}  // namespace

Partitioning list_placement(graph::PhysicalGraph const& graph, SimulatedCluster const& cluster)
{
    return ListScheduler{graph, cluster}.run();
}

}  // namespace atl::translate
