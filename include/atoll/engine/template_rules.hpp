#pragma once

#include <cstdint>

#include "atoll/core/drop_state.hpp"

namespace atl::engine {

/// Whether a drop does anything besides taking and passing on events.
enum class HostCalls : std::uint8_t {
    none,   ///< Nothing to run or to publish: the engine completes the drop by itself.
    needed  ///< The host runs (app) or publishes (data) the drop.
};

/// What a skipped input or producer does to a drop.
enum class SkipRule : std::uint8_t {
    any_skips,  ///< One skipped input is enough to skip the drop (DALiuGE's default).
    all_skip    ///< Only when all inputs were skipped (DALiuGE's `block_skip`).
};

/// What completing a data drop means for the session.
enum class SessionEnd : std::uint8_t {
    no,       ///< An ordinary drop.
    reached,  ///< Its completion ends the session (DALiuGE's EndDROP).
};

/// Whether an app may run outside the engine's workers (Engine::take_app).
enum class Lending : std::uint8_t { never, allowed };

/// What the engine must know of a drop, shared by all drops of one template.
struct TemplateRules {
    DropKind kind{DropKind::data};
    HostCalls host_calls{HostCalls::needed};
    SkipRule skip_rule{SkipRule::any_skips};
    SessionEnd session_end{SessionEnd::no};
    std::uint8_t input_error_threshold{0};  ///< App: percent of inputs that may fail, 0..100.
    std::uint16_t n_tries{1};               ///< App: how often it may be run; >= 1.
    std::uint16_t num_cpus{1};              ///< App: CPUs it takes while it runs; >= 1.
    Lending lending{Lending::never};        ///< App that the host runs.
    std::uint32_t cost_us{0};  ///< App: CPU time that it is expected to take; microseconds.
    std::uint8_t priority{0};  ///< 0..7, used when Topology::priority is empty; higher runs first.
};

}  // namespace atl::engine
