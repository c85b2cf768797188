#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace atl::engine {

/// An app and the CPUs that it takes while it runs.
struct CpuDemand {
    std::uint32_t app{0};
    std::uint32_t cpus{1};
};

/// Deals out the CPUs of the rank to apps that take more than one.
///
/// The first app that does not fit waits for its turn. Others that fit may pass it (back-fill), but
/// only `passes` times; after that all wait until enough CPUs are free for it, so that it cannot
/// starve. All in one word; acq_rel, so that what an app did happens before what runs on its CPUs
/// next.
class Admission {
  public:
    /// How an app may go on.
    enum class Answer : std::uint8_t {
        admitted,  ///< Its CPUs are taken; give them back with release().
        waiting,   ///< It is kept here, and comes out of next() when its turn has come.
        refused    ///< Another one waits already: put it aside and ask again after a release().
    };

    /// Largest number of CPUs that a rank may have.
    static constexpr std::uint32_t max_cpus = 4095;

    explicit Admission(std::uint32_t cpus) noexcept;

    /// Ask for the CPUs of \p demand; \pre no more than the rank has.
    [[nodiscard]] Answer ask(CpuDemand demand) noexcept;

    /// The waiting app, if its CPUs are free: they are taken now.
    [[nodiscard]] std::optional<std::uint32_t> next() noexcept;

    /// CPUs that no app holds, at a glance. Relaxed: a hint.
    [[nodiscard]] std::uint32_t free() const noexcept;

    /// Give \p cpus back.
    void release(std::uint32_t cpus) noexcept;

  private:
    std::uint32_t passes_;
    alignas(64) std::atomic<std::uint64_t> word_;
};

}  // namespace atl::engine
