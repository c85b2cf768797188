#pragma once

#include "atoll/engine/topology.hpp"

namespace atl::engine {

/// Says of a ready app whether it is wanted; a null pointer takes any. Must not throw.
struct AppFilter {
    bool (*wants)(void const* context, DropIndex app){nullptr};
    void const* context{nullptr};

    [[nodiscard]] bool operator()(DropIndex app) const
    {
        return wants == nullptr || wants(context, app);
    }
};

/// An app that runs outside the engine's workers.
struct LentApp {
    DropIndex app;
    unsigned attempt{1};  ///< Counts from 1, over all places where it is tried.
    unsigned cpus{1};     ///< CPUs that it takes; none of this engine's.
};

}  // namespace atl::engine
