#include "translate/partition/pso_partitioner.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "atoll/translate/partition.hpp"
#include "atoll/translate/simulate.hpp"

#include "translate/partition/edge_zeroing.hpp"
#include "translate/partition/exact_parts.hpp"

namespace atl::translate {
namespace {

/// Divisions that are judged x drops: a second of work, nearly all of it METIS's. Not a time, so
/// that the answer is the same on every machine.
constexpr double drops_to_judge = 4e5;
constexpr unsigned most_generations = 20;

// Clerc's constriction coefficients.
constexpr double inertia = 0.7298;
constexpr double attraction = 1.4962;

/// [edges] An edge is kept whole where the value is above a half.
using Position = std::vector<double>;

struct Particle {
    Position position;
    Position velocity;
    Position best;
    double best_cost{std::numeric_limits<double>::infinity()};
};

/// [edges] Which relations stay whole: what a position is judged by.
using Choice = std::vector<bool>;

[[nodiscard]] Choice choice_of(Position const& position)
{
    Choice choice;
    for (double const value : position) {
        choice.push_back(value > 0.5);
    }
    return choice;
}

/// Equal numbers on every machine, which std::uniform_real_distribution does not promise.
[[nodiscard]] double unit(std::mt19937_64& random)
{
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

class Swarm {
  public:
    Swarm(graph::PhysicalGraph const& graph, PartitionRequest const& request)
        : graph_(graph),
          request_(request),
          edges_(heaviest_edges(graph)),
          sections_(section_clusters(graph)),
          random_(request.seed)
    {
        top_ = std::min<std::size_t>(edges_.size(), std::max(1U, request.top_edges));
        double const affordable = drops_to_judge / std::max(1U, graph.size());
        auto const size = std::max(1U, request.swarm_size);
        generations_ = static_cast<unsigned>(
            std::clamp(affordable / size, 1.0, static_cast<double>(most_generations)));
        particles_.resize(
            static_cast<std::size_t>(std::clamp(affordable, 1.0, static_cast<double>(size))));
    }

    Partitioning search()
    {
        for (auto& particle : particles_) {
            particle.position = random_position();
            particle.velocity.assign(top_, 0);
        }
        particles_.front().position.assign(top_, 1);  // all heavy relations whole is a good guess
        for (unsigned generation = 0; generation < generations_; ++generation) {
            for (auto& particle : particles_) {
                judge(particle);
            }
            for (auto& particle : particles_) {
                move(particle);
            }
        }
        return std::move(best_);
    }

  private:
    Position random_position()
    {
        Position position(top_);
        std::ranges::generate(position, [this] { return unit(random_); });
        return position;
    }

    void judge(Particle& particle)
    {
        auto const choice = choice_of(particle.position);
        auto const [place, is_new] = costs_.try_emplace(choice, 0.0);
        auto& cost = place->second;
        if (is_new) {
            auto partitioning = decode(choice);
            cost = cost_of(partitioning);
            if (cost < best_cost_) {
                best_cost_ = cost;
                best_position_ = particle.position;
                best_ = std::move(partitioning);
            }
        }
        if (cost < particle.best_cost) {
            particle.best_cost = cost;
            particle.best = particle.position;
        }
    }

    void move(Particle& particle)
    {
        for (std::size_t i = 0; i < top_; ++i) {
            auto& velocity = particle.velocity[i];
            auto& at = particle.position[i];
            velocity = inertia * velocity + attraction * unit(random_) * (particle.best[i] - at) +
                       attraction * unit(random_) * (best_position_[i] - at);
            at = std::clamp(at + velocity, 0.0, 1.0);
        }
    }

    [[nodiscard]] Partitioning decode(Choice const& whole) const
    {
        auto clusters = sections_;
        for (std::size_t i = 0; i < top_ && clusters.count() > request_.partitions; ++i) {
            auto const from = clusters.root(edges_[i].from);
            auto const to = clusters.root(edges_[i].to);
            if (whole[i] && from != to) {
                clusters.join(from, to);
            }
        }
        Partitioning found{clusters.count(), clusters.numbered()};
        if (request_.partitions == 0) {
            return fewest_parts(graph_, std::move(found), std::max(1U, request_.max_parallelism));
        }
        Diagnostics ignored;
        return exact_parts(graph_, std::move(found), request_, ignored);
    }

    /// Seconds; with a deadline and a free choice of parts: parts, and far more when it is missed.
    [[nodiscard]] double cost_of(Partitioning const& partitioning) const
    {
        Simulator const simulator{graph_,
                                  {.nodes = partitioning.partitions,
                                   .cores = std::max(1U, request_.cores),
                                   .bandwidth = request_.bandwidth,
                                   .latency = request_.latency}};
        double const makespan = simulator.run(partitioning.partition_of).makespan;
        if (request_.partitions > 0 || request_.deadline <= 0) {
            return makespan;
        }
        constexpr double missed = 1e12;
        return makespan <= request_.deadline ? partitioning.partitions : missed + makespan;
    }

    graph::PhysicalGraph const& graph_;
    PartitionRequest const& request_;
    std::vector<HeavyEdge> edges_;
    DropClusters sections_;
    std::size_t top_{0};
    unsigned generations_{1};
    std::mt19937_64 random_;
    std::vector<Particle> particles_;
    std::map<Choice, double> costs_;
    Position best_position_;
    Partitioning best_;
    double best_cost_{std::numeric_limits<double>::infinity()};
};

}  // namespace

Partitioning PsoPartitioner::operator()(graph::PhysicalGraph const& graph,
                                        PartitionRequest const& request,
                                        Diagnostics& /*notes*/) const
{
    return Swarm{graph, request}.search();
}

}  // namespace atl::translate
