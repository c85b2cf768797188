#include "translate/partition/recursive_bisection.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "translate/partition/balance_only.hpp"
#include "translate/partition/metis_call.hpp"

namespace atl::translate {
namespace {

/// Some vertices of the whole graph, and the parts first, first + 1, ... that they are for.
struct Piece {
    std::vector<std::uint32_t> vertices;
    std::uint32_t first{0};
    std::uint32_t parts{1};
};

class Bisection {
  public:
    Bisection(WeightedGraph const& graph, PartitionRequest const& request)
        : graph_(graph),
          seed_(request.seed),
          result_(graph.vertices(), 0),
          local_(graph.vertices(), outside)
    {
        // Halves of halves may each be that much too heavy.
        auto const levels =
            std::max(1U, static_cast<unsigned>(std::bit_width(request.partitions - 1)));
        imbalance_ = std::pow(1 + request.imbalance, 1.0 / levels) - 1;
    }

    std::vector<std::uint32_t> run(std::uint32_t parts)
    {
        Piece whole{std::vector<std::uint32_t>(graph_.vertices()), 0, parts};
        std::iota(whole.vertices.begin(), whole.vertices.end(), 0U);
        pieces_.push_back(std::move(whole));
        while (!pieces_.empty()) {
            auto piece = std::move(pieces_.back());
            pieces_.pop_back();
            cut(std::move(piece));
        }
        return std::move(result_);
    }

  private:
    static constexpr auto outside = std::uint32_t(-1);

    void cut(Piece piece)
    {
        set_heavy_apart(piece);
        if (piece.parts == 1 || piece.vertices.size() <= piece.parts) {
            for (std::uint32_t i = 0; i < piece.vertices.size(); ++i) {
                result_[piece.vertices[i]] = piece.first + (piece.parts == 1 ? 0 : i);
            }
            return;
        }
        auto const part = within(piece);
        if (part.neighbours.empty()) {
            auto const dealt = balance_only(part.vertex_weight, piece.parts);
            for (std::uint32_t i = 0; i < piece.vertices.size(); ++i) {
                result_[piece.vertices[i]] = piece.first + dealt[i];
            }
            return;
        }
        for (auto& half : halve(part, piece)) {
            pieces_.push_back(std::move(half));
        }
    }

    /// Gives each vertex of \p piece that is heavier than a part of its own a part.
    void set_heavy_apart(Piece& piece)
    {
        auto& vertices = piece.vertices;
        std::int64_t total = 0;
        for (auto const vertex : vertices) {
            total += graph_.vertex_weight[vertex];
        }
        while (piece.parts > 1 && vertices.size() > piece.parts) {
            auto const heaviest = std::ranges::max_element(
                vertices, {}, [&](std::uint32_t v) { return graph_.vertex_weight[v]; });
            auto const weight = graph_.vertex_weight[*heaviest];
            if (std::int64_t{weight} * piece.parts <= total) {
                return;
            }
            result_[*heaviest] = piece.first + --piece.parts;
            total -= weight;
            vertices.erase(heaviest);
        }
    }

    /// What \p piece holds of the graph.
    [[nodiscard]] WeightedGraph within(Piece const& piece)
    {
        for (std::uint32_t i = 0; i < piece.vertices.size(); ++i) {
            local_[piece.vertices[i]] = i;
        }
        WeightedGraph part;
        for (auto const vertex : piece.vertices) {
            auto const end = graph_.offsets[vertex + std::size_t{1}];
            for (auto k = graph_.offsets[vertex]; k < end; ++k) {
                auto const edge = static_cast<std::size_t>(k);
                auto const other = local_[static_cast<std::size_t>(graph_.neighbours[edge])];
                if (other != outside) {
                    part.neighbours.push_back(static_cast<std::int32_t>(other));
                    part.edge_weight.push_back(graph_.edge_weight[edge]);
                }
            }
            part.offsets.push_back(static_cast<std::int32_t>(part.neighbours.size()));
            part.vertex_weight.push_back(graph_.vertex_weight[vertex]);
        }
        for (auto const vertex : piece.vertices) {
            local_[vertex] = outside;
        }
        return part;
    }

    /// Both halves of \p piece, which \p part shows, each with at least one vertex for each part.
    [[nodiscard]] std::array<Piece, 2> halve(WeightedGraph const& part, Piece const& piece) const
    {
        auto const left = piece.parts / 2;
        auto const share = static_cast<float>(left) / static_cast<float>(piece.parts);
        auto const side = call_metis(
            part, {.shares = {share, 1 - share}, .seed = seed_, .imbalance = imbalance_});
        std::array<Piece, 2> halves{Piece{{}, piece.first, left},
                                    Piece{{}, piece.first + left, piece.parts - left}};
        for (std::uint32_t i = 0; i < piece.vertices.size(); ++i) {
            halves[side[i]].vertices.push_back(piece.vertices[i]);
        }
        fill(halves[0], halves[1]);
        fill(halves[1], halves[0]);
        return halves;
    }

    /// Moves the lightest vertices of \p from to \p to until it has one for each of its parts.
    void fill(Piece& to, Piece& from) const
    {
        if (to.vertices.size() >= to.parts) {
            return;
        }
        std::ranges::stable_sort(from.vertices, std::ranges::greater{}, [&](std::uint32_t v) {
            return graph_.vertex_weight[v];
        });
        while (to.vertices.size() < to.parts) {
            to.vertices.push_back(from.vertices.back());
            from.vertices.pop_back();
        }
    }

    WeightedGraph const& graph_;
    std::uint32_t seed_;
    double imbalance_{0};
    std::vector<std::uint32_t> result_;  // [vertices]
    std::vector<std::uint32_t> local_;   // [vertices] number within the present piece, or outside
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<std::uint32_t> recursive_bisection(WeightedGraph const& graph,
                                               PartitionRequest const& request)
{
    return Bisection{graph, request}.run(request.partitions);
}

}  // namespace atl::translate
