#pragma once

#include <cstdint>
#include <vector>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/engine/topology.hpp"
#include "atoll/graph/part.hpp"

namespace atl::runtime {

/// CPUs and slots of a rank.
struct RankShape {
    std::uint32_t cpus{1};   ///< CPUs that apps may take together; >= 1.
    std::uint32_t slots{1};  ///< Apps at once that state no CPUs; >= 1, <= cpus.
};

/// The arrays that the engine needs and a part does not have in its form, with the view over both.
///
/// Lives as long as the engine; the part must outlive it.
class EngineTopology {
  public:
    EngineTopology(graph::Part const& part, drops::DropRunner const& runner, RankShape shape);
    EngineTopology(EngineTopology const&) = delete;
    EngineTopology& operator=(EngineTopology const&) = delete;

    [[nodiscard]] engine::Topology const& view() const noexcept { return view_; }

    /// AppOutcome::skipped_outputs of \p app, which has \p skipped these of its outputs. Outputs of
    /// other ranks need no bits: a branch and its outputs share a rank (place_branches).
    [[nodiscard]] std::uint64_t skip_mask(std::uint32_t app,
                                          std::vector<std::uint32_t> const& skipped) const;

  private:
    std::vector<engine::TemplateRules> rules_;
    std::vector<std::uint32_t> expected_;
    std::vector<std::uint8_t> priority_;
    engine::Topology view_;
};

}  // namespace atl::runtime
