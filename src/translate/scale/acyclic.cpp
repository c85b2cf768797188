#include "translate/scale/acyclic.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace atl::translate {
namespace {

using Pattern = BlockRelation::Pattern;

/// Steps through the loops of a graph, from the outermost inwards.
class LoopCheck {
  public:
    LoopCheck(std::size_t blocks, std::span<TemplateRelation const> relations)
        : blocks_(blocks), relations_(relations), left_(relations.size(), true)
    {
    }

    bool run()
    {
        // Each round takes at least one relation away.
        for (;;) {
            find_circles();
            auto const loop = outermost();
            if (!loop) {
                return !any_in_circle();
            }
            if (!take_away(*loop)) {
                return false;
            }
        }
    }

  private:
    /// A circle of blocks and how many iterations its loop has in all.
    struct Loop {
        std::uint32_t circle;
        std::uint64_t iterations;
    };

    [[nodiscard]] static std::uint64_t iterations(BlockRelation const& pairs)
    {
        return pairs.outer * pairs.size;
    }

    [[nodiscard]] bool in_circle(std::size_t relation) const
    {
        auto const& about = relations_[relation];
        return left_[relation] && circle_of_[about.from] == circle_of_[about.to];
    }

    [[nodiscard]] bool any_in_circle() const
    {
        for (std::size_t i = 0; i < relations_.size(); ++i) {
            if (in_circle(i)) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool steps(std::size_t relation) const
    {
        auto const& about = relations_[relation];
        auto const& pairs = about.pairs;
        // An event belongs to its source's iteration: the step is taken from it to its target.
        return about.form != TemplateRelation::Form::into_events &&
               pairs.pattern == Pattern::next_iteration && pairs.sources == pairs.size &&
               pairs.targets == pairs.size;
    }

    [[nodiscard]] std::optional<Loop> outermost() const
    {
        std::optional<Loop> found;
        for (std::size_t i = 0; i < relations_.size(); ++i) {
            if (!in_circle(i) || !steps(i)) {
                continue;
            }
            auto const all = iterations(relations_[i].pairs);
            if (!found || all < found->iterations) {
                found = Loop{circle_of_[relations_[i].from], all};
            }
        }
        return found;
    }

    /// Whether no drop's successor by \p relation is in an earlier of \p all iterations.
    [[nodiscard]] bool never_falls(TemplateRelation const& relation, std::uint64_t all) const
    {
        if (relation.form == TemplateRelation::Form::into_events) {
            return true;
        }
        auto const& pairs = relation.pairs;
        bool const whole = pairs.pattern == Pattern::pairwise;
        return (whole ? pairs.outer * pairs.sources : pairs.outer) % all == 0;
    }

    /// Takes the steps of \p loop away; false when something in the circle may lead backwards.
    [[nodiscard]] bool take_away(Loop loop)
    {
        for (std::size_t i = 0; i < relations_.size(); ++i) {
            if (!in_circle(i) || circle_of_[relations_[i].from] != loop.circle) {
                continue;
            }
            if (steps(i) && iterations(relations_[i].pairs) == loop.iterations) {
                left_[i] = false;
            } else if (!never_falls(relations_[i], loop.iterations)) {
                return false;
            }
        }
        return true;
    }

    /// Tarjan's strongly connected components over the relations that are left, without recursion.
    void find_circles()
    {
        std::vector<std::vector<std::uint32_t>> next(blocks_);
        for (std::size_t i = 0; i < relations_.size(); ++i) {
            if (left_[i]) {
                next[relations_[i].from].push_back(relations_[i].to);
            }
        }
        constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
        circle_of_.assign(blocks_, unseen);
        std::vector<std::uint32_t> order(blocks_, unseen);
        std::vector<std::uint32_t> low(blocks_);
        std::vector<std::uint32_t> open;
        std::vector<std::pair<std::uint32_t, std::size_t>> path;
        std::uint32_t seen = 0;
        std::uint32_t circles = 0;
        for (std::uint32_t root = 0; root < blocks_; ++root) {
            if (order[root] != unseen) {
                continue;
            }
            path.emplace_back(root, 0);
            while (!path.empty()) {
                auto& [block, at] = path.back();
                if (at == 0) {
                    order[block] = low[block] = seen++;
                    open.push_back(block);
                }
                if (at < next[block].size()) {
                    auto const to = next[block][at++];
                    if (order[to] == unseen) {
                        path.emplace_back(to, 0);
                    } else if (circle_of_[to] == unseen) {
                        low[block] = std::min(low[block], order[to]);
                    }
                    continue;
                }
                close(block, open, low[block] == order[block] ? &circles : nullptr);
                auto const done = block;
                path.pop_back();
                if (!path.empty()) {
                    low[path.back().first] = std::min(low[path.back().first], low[done]);
                }
            }
        }
    }

    /// Gives the blocks opened since \p block their circle when \p circles says that one ends here.
    void close(std::uint32_t block, std::vector<std::uint32_t>& open, std::uint32_t* circles)
    {
        if (circles == nullptr) {
            return;
        }
        for (;;) {
            auto const member = open.back();
            open.pop_back();
            circle_of_[member] = *circles;
            if (member == block) {
                break;
            }
        }
        ++*circles;
    }

    std::size_t blocks_;
    std::span<TemplateRelation const> relations_;
    std::vector<bool> left_;  // [relations]
    std::vector<std::uint32_t> circle_of_;
};

}  // namespace

bool is_acyclic_by_rules(std::span<TemplateBlock const> blocks,
                         std::span<TemplateRelation const> relations)
{
    return LoopCheck{blocks.size(), relations}.run();
}

}  // namespace atl::translate
