#include "engine/admission.hpp"

#include <algorithm>

namespace atl::engine {
namespace {

/// The word in parts: the waiting app, CPUs that it needs (0: none waits), how many may still pass
/// it, free CPUs.
struct Parts {
    std::uint32_t app;
    std::uint32_t need;
    std::uint32_t passes;
    std::uint32_t free;
};

constexpr unsigned need_shift = 12;
constexpr unsigned passes_shift = 24;
constexpr unsigned app_shift = 32;
constexpr std::uint32_t cpus_mask = 0xfff;
constexpr std::uint32_t passes_mask = 0xff;

Parts split(std::uint64_t word) noexcept
{
    return {.app = static_cast<std::uint32_t>(word >> app_shift),
            .need = static_cast<std::uint32_t>(word >> need_shift) & cpus_mask,
            .passes = static_cast<std::uint32_t>(word >> passes_shift) & passes_mask,
            .free = static_cast<std::uint32_t>(word) & cpus_mask};
}

std::uint64_t join(Parts parts) noexcept
{
    return std::uint64_t{parts.app} << app_shift | std::uint64_t{parts.passes} << passes_shift |
           std::uint64_t{parts.need} << need_shift | parts.free;
}

/// Answer to \p demand, and in \p parts what the word becomes.
Admission::Answer decide(Parts& parts, CpuDemand demand, std::uint32_t passes) noexcept
{
    if (parts.need == 0) {
        if (parts.free >= demand.cpus) {
            parts.free -= demand.cpus;
            return Admission::Answer::admitted;
        }
        parts.app = demand.app;
        parts.need = demand.cpus;
        parts.passes = passes;
        return Admission::Answer::waiting;
    }
    if (parts.passes == 0 || parts.free < demand.cpus) {
        return Admission::Answer::refused;
    }
    parts.free -= demand.cpus;
    --parts.passes;
    return Admission::Answer::admitted;
}

}  // namespace

Admission::Admission(std::uint32_t cpus) noexcept
    : passes_(std::min(2 * cpus, passes_mask)),
      word_(join({.app = 0, .need = 0, .passes = 0, .free = cpus}))
{
}

Admission::Answer Admission::ask(CpuDemand demand) noexcept
{
    auto seen = word_.load(std::memory_order_relaxed);
    while (true) {
        auto parts = split(seen);
        auto const answer = decide(parts, demand, passes_);
        if (answer == Answer::refused ||
            word_.compare_exchange_weak(
                seen, join(parts), std::memory_order_acq_rel, std::memory_order_relaxed)) {
            return answer;
        }
    }
}

std::optional<std::uint32_t> Admission::next() noexcept
{
    // seq_cst: not before the announcement of a worker that is about to sleep (see Parking).
    auto seen = word_.load(std::memory_order_seq_cst);
    while (true) {
        auto parts = split(seen);
        if (parts.need == 0 || parts.free < parts.need) {
            return std::nullopt;
        }
        parts.free -= parts.need;
        parts.need = 0;
        if (word_.compare_exchange_weak(
                seen, join(parts), std::memory_order_acq_rel, std::memory_order_relaxed)) {
            return parts.app;
        }
    }
}

std::uint32_t Admission::free() const noexcept
{
    return split(word_.load(std::memory_order_relaxed)).free;
}

void Admission::release(std::uint32_t cpus) noexcept
{
    // The lowest bits hold the free CPUs, so that an addition cannot reach the others. seq_cst:
    // ordered before the look for sleepers that follows (see Parking).
    word_.fetch_add(cpus, std::memory_order_seq_cst);
}

}  // namespace atl::engine
