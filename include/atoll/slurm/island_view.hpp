#pragma once

#include <cstdint>
#include <optional>

#include "atoll/core/ids.hpp"
#include "atoll/core/units.hpp"

namespace atl::slurm {

/// An extension job as this session counts them, from 1 in the order of submission.
using IslandId = Id<struct IslandTag>;

/// What an island is good for.
enum class IslandPhase : std::uint8_t {
    waiting,   ///< Its job is in the queue, or on the way there.
    starting,  ///< Its job runs; it has not called yet.
    working,   ///< It is connected.
    leaving,   ///< It starts nothing any more.
};

/// An island as far as the policy looks at it.
struct IslandView {
    IslandId id;
    IslandPhase phase{IslandPhase::waiting};
    std::uint32_t cpus{1};
    std::uint32_t busy{0};            ///< CPUs at work.
    std::optional<Seconds> drain_in;  ///< Until it drains for its end; nothing: not known.
};

}  // namespace atl::slurm
