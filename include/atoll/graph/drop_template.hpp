#pragma once

#include <cstdint>

#include "atoll/core/ids.hpp"
#include "atoll/graph/component.hpp"

namespace atl::graph {

/// What drops that differ only in identity share; everything the engine needs without reading JSON.
struct DropTemplate {
    float weight{1};  ///< App: expected seconds. Data: expected bytes. From the graph, >= 0.
    Component component{};
    std::uint16_t num_cpus{1};            ///< >= 1.
    std::uint16_t n_tries{1};             ///< >= 1.
    std::int16_t n_effective_inputs{-1};  ///< -1: all.
    DropKind kind{};
    Support support{};
    std::uint8_t input_error_threshold{0};  ///< Per cent, 0..100.
    bool block_skip{false};
};

}  // namespace atl::graph
