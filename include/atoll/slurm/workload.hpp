#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/units.hpp"

namespace atl::slurm {

/// Drops of one template that wait for CPUs.
struct TemplateWork {
    std::uint64_t drops{0};
    std::uint32_t cpus{1};        ///< Of each; >= 1.
    std::optional<Seconds> each;  ///< Measured or estimated; nothing: not known.
};

/// How busy the extension job with SLURM's number `job` is.
struct IslandLoad {
    std::string job;
    std::uint32_t busy_cpus{0};
};

/// What there is to do in a session at one moment.
struct Workload {
    std::vector<TemplateWork> ready;  ///< Could start now if there were CPUs.
    std::vector<TemplateWork> soon;   ///< Everything they still wait for runs.
    std::uint32_t base_cpus{0};       ///< Of the base job.
    std::uint32_t base_busy{0};       ///< Of these, at work.
    std::vector<IslandLoad> islands;  ///< Those that are connected; absent: idle.
};

}  // namespace atl::slurm
