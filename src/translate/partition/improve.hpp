#pragma once

#include <cstdint>

#include "atoll/translate/partitioner.hpp"
#include "atoll/translate/simulate.hpp"

namespace atl::translate {

/// A division, and what simulation says of it.
struct JudgedPartitioning {
    Partitioning partitioning;
    SimulatedRun run;
};

/// Whether \p a is the better run: shorter, or as short with fewer bytes moved.
[[nodiscard]] bool is_better(SimulatedRun const& a, SimulatedRun const& b) noexcept;

/// Moves one app after another, with the data drops it produces first, to the part of an app that
/// it shares data with, or to any part, and keeps each move that makes the run better. At most \p
/// trials simulations. Same seed, same answer.
[[nodiscard]] JudgedPartitioning improve(graph::PhysicalGraph const& graph,
                                         Simulator const& simulator,
                                         JudgedPartitioning start,
                                         std::uint32_t trials,
                                         std::uint32_t seed);

}  // namespace atl::translate
