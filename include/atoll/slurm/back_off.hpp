#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "atoll/core/units.hpp"

namespace atl::slurm {

/// How long to leave SLURM alone after failures in a row: 10 s, 30 s, 1, 5, 15, then 60 minutes.
class BackOff {
  public:
    /// \param tolerated  failures in a row that have no consequence.
    explicit BackOff(std::uint32_t tolerated) : tolerated_(tolerated) {}

    void failed(Seconds now, std::string why);
    void succeeded();

    /// How long nothing may be tried from \p now on; nothing: one may.
    [[nodiscard]] std::optional<Seconds> wait(Seconds now) const;
    /// Whether one try only is in order: those before it failed.
    [[nodiscard]] bool is_probing() const noexcept { return failures_ > tolerated_; }
    [[nodiscard]] std::uint32_t failures() const noexcept { return failures_; }
    /// Of the last failure.
    [[nodiscard]] std::string const& why() const noexcept { return why_; }

  private:
    std::uint32_t tolerated_;
    std::uint32_t failures_{0};
    Seconds until_{0};
    std::string why_;
};

}  // namespace atl::slurm
